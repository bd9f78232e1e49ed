import {
  bigint,
  boolean,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { identifier, moment, momentNow, workspaceKey } from "./columns";
import { ticket } from "./tickets";

/** A message as it came; workspace_id is the platform's (nil) until routing finds whose it is. */
export const incomingMail = pgTable(
  "incoming_mail",
  {
    workspaceId: workspaceKey(),
    id: identifier().unique(),
    /** Hash of the bytes and of the envelope recipients: the same message twice is one row. */
    deliveryKey: text().notNull().unique(),
    sha256: text().notNull(),
    storageKey: text().notNull(),
    size: bigint({ mode: "number" }).notNull(),
    receivedAt: momentNow(),
    door: text({ enum: ["smtp", "stdin", "imap", "http"] }).notNull(),
    peer: text(),
    peerTrusted: boolean().notNull(),
    envelopeFrom: text(),
    envelopeTo: text().array().notNull(),
    // Filled when it was read:
    messageId: text(),
    fromMail: text(),
    fromName: text(),
    subject: text(),
    /** The beginning of its text, kept when somebody has to decide about it. */
    excerpt: text(),
    outcome: text({ enum: ["opened", "replied", "quarantined", "ignored", "duplicate"] }),
    reason: text(),
    handledAt: moment(),
    ticketId: uuid(),
    accountId: uuid(),
    // Filled when somebody decided about a quarantined one:
    decidedAt: moment(),
    decidedBy: uuid(),
    decision: text({ enum: ["released", "attached", "rejected"] }),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index().on(t.workspaceId, t.outcome, t.receivedAt),
    index().on(t.messageId),
    index().on(t.ticketId),
  ],
);

/** The outbox: one row per recipient, written in its cause's transaction; what it says is rendered when it leaves. */
export const outgoingMail = pgTable(
  "outgoing_mail",
  {
    workspaceId: workspaceKey(),
    id: identifier(),
    /** Which template of emails/ renders it. */
    kind: text().notNull(),
    accountId: uuid(),
    toMail: text().notNull(),
    ticketId: uuid(),
    messageId: uuid(),
    eventId: uuid(),
    /** A mail about an invitation or a reset points at its link; its token is derived when it leaves. */
    linkId: uuid(),
    incomingMailId: uuid(),
    internal: boolean().notNull().default(false),
    headerMessageId: text().notNull(),
    createdAt: momentNow(),
    state: text({ enum: ["queued", "sent", "failed", "withheld"] })
      .notNull()
      .default("queued"),
    attempts: integer().notNull().default(0),
    lastError: text(),
    sentAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique().on(t.headerMessageId),
    index().on(t.state, t.createdAt),
    index().on(t.ticketId),
    index().on(t.messageId),
    foreignKey({ columns: [t.workspaceId, t.ticketId], foreignColumns: [ticket.workspaceId, ticket.id] }),
  ],
);

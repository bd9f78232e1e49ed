import {
  bigint,
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { identifier, moment, momentNow, workspaceKey } from "./columns";
import { account, project } from "./directory";
import { ticket } from "./tickets";

/** A mailbox that Guichet empties by IMAP. It holds no message: only how to reach it, and how it fares. */
export const mailbox = pgTable("mailbox", {
  id: identifier().primaryKey(),
  name: text().notNull().unique(),
  host: text().notNull(),
  port: integer().notNull(),
  security: text({ enum: ["tls", "starttls", "none"] }).notNull(),
  userName: text().notNull(),
  /** Sealed with a key of the instance; no query of a page reads it. */
  sealedPassword: text().notNull(),
  folder: text().notNull().default("INBOX"),
  /** Where a message goes once it is durable here. */
  doneFolder: text().notNull().default("traité"),
  /** Where mail goes that no address leads anywhere; null: it waits in the platform's quarantine. */
  projectId: uuid().references(() => project.id),
  /** Whether its server refuses forged mail by itself, or writes what it found for us to judge. */
  senderTrust: text({ enum: ["believed", "results"] }).notNull(),
  /** The name under which its server writes Authentication-Results (RFC 8601). */
  authservId: text(),
  createdAt: momentNow(),
  createdBy: uuid().references(() => account.id),
  pausedAt: moment(),
  pausedBy: uuid(),
  /** The worker that has it in hand, and until when it may be thought alive. */
  leasedBy: uuid(),
  leasedUntil: moment(),
  lastSeenAt: moment(),
  lastMailAt: moment(),
  lastError: text(),
  lastErrorAt: moment(),
});

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
    door: text({ enum: ["smtp", "lmtp", "stdin", "imap", "http"] }).notNull(),
    peer: text(),
    peerTrusted: boolean().notNull(),
    /** How the peer named itself (EHLO): SPF asks about it when the reverse path is null. */
    helo: text(),
    mailboxId: uuid(),
    envelopeFrom: text(),
    envelopeTo: text().array().notNull(),
    // Filled when it was read:
    messageId: text(),
    fromMail: text(),
    fromName: text(),
    subject: text(),
    /** The beginning of its text, kept when somebody has to decide about it. */
    excerpt: text(),
    outcome: text({ enum: ["opened", "replied", "automatic", "bounce", "quarantined", "ignored", "duplicate"] }),
    reason: text(),
    /** What SPF, DKIM and DMARC said of its sender and whose word that is; null when its peer was believed. */
    authentication: jsonb(),
    /** What an agent should look at twice: codes. */
    remarks: text().array().notNull().default([]),
    /** The mail of ours that this one says was not delivered. */
    bouncedMailId: uuid(),
    handledAt: moment(),
    ticketId: uuid(),
    accountId: uuid(),
    // Filled when somebody decided about a quarantined one:
    decidedAt: moment(),
    decidedBy: uuid(),
    decision: text({ enum: ["released", "attached", "rejected", "spam"] }),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index().on(t.workspaceId, t.outcome, t.receivedAt),
    index().on(t.messageId),
    index().on(t.ticketId),
    index().on(t.fromMail, t.receivedAt),
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
    /** A mail that says what became of an export. */
    exportId: uuid(),
    /** A mail that tells a deposit to who watches. */
    packageId: uuid(),
    /** A mail that says of an item that it ends. */
    itemId: uuid(),
    internal: boolean().notNull().default(false),
    /** What an agent wrote to a sender whose message he set aside. */
    answer: text(),
    /** Its reader wants one mail a day: it waits for that one, which says here that it carried it. */
    forDigest: boolean().notNull().default(false),
    digestId: uuid(),
    headerMessageId: text().notNull(),
    createdAt: momentNow(),
    state: text({ enum: ["queued", "sent", "failed", "withheld", "bounced"] })
      .notNull()
      .default("queued"),
    attempts: integer().notNull().default(0),
    /** When it leaves, or is tried again; null once it is settled, and while it waits for a digest. */
    nextTryAt: moment(),
    lastError: text(),
    sentAt: moment(),
    /** Its delivery report (RFC 3464): the status code and the words of the server that refused it. */
    bouncedAt: moment(),
    bounceStatus: text(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique().on(t.headerMessageId),
    index().on(t.state, t.createdAt),
    index().on(t.toMail, t.createdAt),
    index().on(t.accountId, t.forDigest),
    index().on(t.ticketId),
    index().on(t.messageId),
    foreignKey({ columns: [t.workspaceId, t.ticketId], foreignColumns: [ticket.workspaceId, ticket.id] }),
  ],
);

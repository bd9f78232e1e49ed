import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  boolean,
  customType,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { category, requestForm, status } from "./choices";
import { identifier, moment, momentNow, workspaceKey } from "./columns";
import { ofMember, ofProject, workspace } from "./directory";

// Client content: every table here stands behind the wall (row security, forced), keyed (workspace_id, …).

const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

export const ticket = pgTable(
  "ticket",
  {
    workspaceId: workspaceKey().references(() => workspace.id),
    id: identifier(),
    projectId: uuid().notNull(),
    number: integer().notNull(),
    reference: text().notNull().unique(),
    kind: text({ enum: ["incident", "request", "problem", "change", "release"] }).notNull(),
    title: text().notNull(),
    statusId: uuid().notNull(),
    phase: text({ enum: ["new", "open", "waiting", "resolved", "closed"] }).notNull(),
    categoryId: uuid(),
    impact: smallint().notNull(),
    urgency: smallint().notNull(),
    priority: smallint().notNull(),
    priorityReason: text(),
    requesterId: uuid().notNull(),
    assigneeId: uuid(),
    channel: text({ enum: ["web", "mail", "api", "monitoring", "phone"] }).notNull(),
    initiator: text({ enum: ["beneficiary", "titulaire"] }).notNull(),
    /** Values of the workspace's fields, by their codes. */
    fields: jsonb().$type<Record<string, string | number | boolean>>().notNull().default({}),
    formId: uuid(),
    /** Since when it is a major incident. */
    majorSince: moment(),
    /** The ticket that took its thread; mail to this one goes there. */
    mergedIntoId: uuid(),
    version: integer().notNull().default(1),
    openedAt: momentNow(),
    updatedAt: momentNow(),
    firstAnsweredAt: moment(),
    resolvedAt: moment(),
    closedAt: moment(),
    /** Time in the status that waits for the requester, in milliseconds: over, going on since, and what was over at the first answer. */
    waitedMs: bigint({ mode: "number" }).notNull().default(0),
    waitingSince: moment(),
    answerWaitedMs: bigint({ mode: "number" }),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique().on(t.projectId, t.number),
    index().on(t.updatedAt, t.id),
    index().on(t.openedAt, t.id),
    index().on(t.workspaceId, t.updatedAt, t.id),
    index().on(t.projectId, t.updatedAt, t.id),
    index().on(t.projectId, t.openedAt, t.id),
    index().on(t.requesterId, t.updatedAt, t.id),
    index().on(t.assigneeId, t.updatedAt, t.id),
    index().on(t.id),
    // What figures count lies along time; most of these are null while a ticket lives.
    index("ticket_first_answered_at").on(t.firstAnsweredAt).where(sql`${t.firstAnsweredAt} is not null`),
    index("ticket_resolved_at").on(t.resolvedAt).where(sql`${t.resolvedAt} is not null`),
    index("ticket_closed_at").on(t.closedAt).where(sql`${t.closedAt} is not null`),
    index("ticket_ended_at").on(sql`least(${t.resolvedAt}, ${t.closedAt})`),
    ofProject(t),
    foreignKey({ columns: [t.workspaceId, t.formId], foreignColumns: [requestForm.workspaceId, requestForm.id] }),
    foreignKey({ columns: [t.workspaceId, t.mergedIntoId], foreignColumns: [t.workspaceId, t.id] }),
    foreignKey({ columns: [t.workspaceId, t.statusId], foreignColumns: [status.workspaceId, status.id] }),
    foreignKey({ columns: [t.workspaceId, t.categoryId], foreignColumns: [category.workspaceId, category.id] }),
    ofMember(t.workspaceId, t.requesterId),
    ofMember(t.workspaceId, t.assigneeId),
  ],
);

type OfTicket = { workspaceId: AnyPgColumn; ticketId: AnyPgColumn };

/** What hangs from a ticket is of its workspace: foreign keys are checked without row security. */
export const ofTicket = (t: OfTicket) =>
  foreignKey({ columns: [t.workspaceId, t.ticketId], foreignColumns: [ticket.workspaceId, ticket.id] });

/** A ticket taken up again: the resolution and the closing that it had, which the ticket's own row no longer tells. Written by a trigger. */
export const ticketReopening = pgTable(
  "ticket_reopening",
  {
    workspaceId: workspaceKey(),
    id: identifier(),
    ticketId: uuid().notNull(),
    resolvedAt: moment(),
    closedAt: moment(),
    waitedMs: bigint({ mode: "number" }).notNull(),
    reopenedAt: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index().on(t.ticketId),
    index().on(t.resolvedAt),
    index().on(t.closedAt),
    index().on(t.reopenedAt),
    ofTicket(t),
  ],
);

/** A former reference of a ticket that moved or was imported. */
export const ticketAlias = pgTable(
  "ticket_alias",
  { workspaceId: workspaceKey(), reference: text().notNull().unique(), ticketId: uuid().notNull(), since: momentNow() },
  (t) => [primaryKey({ columns: [t.workspaceId, t.reference] }), ofTicket(t)],
);

/** How a ticket stands to another one of its workspace: `fromId` follows, causes, solves, blocks, duplicates, is part of or releases `toId`. */
export const ticketLink = pgTable(
  "ticket_link",
  {
    workspaceId: workspaceKey(),
    id: identifier(),
    fromId: uuid().notNull(),
    kind: text({ enum: ["follows", "causes", "solves", "blocks", "duplicates", "partOf", "releases"] }).notNull(),
    toId: uuid().notNull(),
    createdAt: momentNow(),
    createdBy: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique().on(t.workspaceId, t.fromId, t.kind, t.toId),
    index().on(t.fromId),
    index().on(t.toId),
    foreignKey({ columns: [t.workspaceId, t.fromId], foreignColumns: [ticket.workspaceId, ticket.id] }),
    foreignKey({ columns: [t.workspaceId, t.toId], foreignColumns: [ticket.workspaceId, ticket.id] }),
  ],
);

export const participant = pgTable(
  "participant",
  {
    workspaceId: workspaceKey(),
    ticketId: uuid().notNull(),
    accountId: uuid().notNull(),
    /** Why this person receives mails about the ticket. */
    role: text({ enum: ["requester", "assignee", "watcher"] }).notNull(),
    addedAt: momentNow(),
    addedBy: uuid(),
    leftAt: moment(),
    leftBy: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.ticketId, t.accountId] }),
    index().on(t.accountId, t.ticketId),
    ofTicket(t),
    ofMember(t.workspaceId, t.accountId),
  ],
);

/** A message (what the requester sees) or, when internal, a note (what holders of notes.read see). */
export const message = pgTable(
  "message",
  {
    workspaceId: workspaceKey(),
    id: identifier(),
    ticketId: uuid().notNull(),
    internal: boolean().notNull().default(false),
    authorId: uuid().notNull(),
    body: text().notNull(),
    /** Where the quoted history begins in body, in UTF-16 units; folded on screen, never cut. */
    quoteFrom: integer(),
    html: text(),
    door: text({ enum: ["web", "api", "mail", "cli", "worker"] }).notNull(),
    incomingMailId: uuid(),
    /** Said by a machine (nobody was told of it), a mere thank-you (it reopened nothing), or told to all whom a major incident touches. */
    nature: text({ enum: ["automatic", "thanks", "communication"] }),
    createdAt: momentNow(),
    /** Taken back by its author before any mail left; from then on it exists for nobody else. */
    takenBackAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index().on(t.ticketId, t.createdAt, t.id),
    // One mail makes one message, however often its job is run again after a crash.
    uniqueIndex().on(t.workspaceId, t.incomingMailId),
    ofTicket(t),
  ],
);

export const attachment = pgTable(
  "attachment",
  {
    workspaceId: workspaceKey(),
    id: identifier(),
    ticketId: uuid().notNull(),
    messageId: uuid(),
    internal: boolean().notNull().default(false),
    name: text().notNull(),
    type: text().notNull(),
    size: bigint({ mode: "number" }).notNull(),
    sha256: text().notNull(),
    storageKey: text().notNull(),
    contentId: text(),
    addedBy: uuid().notNull(),
    createdAt: momentNow(),
    scannedAt: moment(),
    verdict: text({ enum: ["clean", "infected"] }),
    scanEngine: text(),
    threat: text(),
    /** With its message. */
    takenBackAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index().on(t.ticketId),
    index().on(t.messageId),
    index("attachment_unscanned")
      .on(t.workspaceId, t.createdAt)
      .where(sql`${t.scannedAt} is null and ${t.takenBackAt} is null`),
    ofTicket(t),
  ],
);

/** A file on its way in (tus); it belongs to its creator until a message or a ticket takes it. */
export const upload = pgTable(
  "upload",
  {
    id: text().primaryKey(),
    accountId: uuid().notNull(),
    /** What will take it: they differ by how large it may be and how long it may wait. */
    purpose: text({ enum: ["attachment", "deposit", "import"] })
      .notNull()
      .default("attachment"),
    name: text().notNull(),
    size: bigint({ mode: "number" }).notNull(),
    createdAt: momentNow(),
    finishedAt: moment(),
    type: text(),
    sha256: text(),
    storageKey: text(),
    takenAt: moment(),
    expiresAt: moment().notNull(),
  },
  (t) => [index().on(t.accountId), index().on(t.expiresAt)],
);

/** One immutable line of what happened. */
export const event = pgTable(
  "event",
  {
    workspaceId: workspaceKey(),
    id: identifier(),
    /** A ticket's id, or the workspace's own id for administration. */
    chainId: uuid().notNull(),
    sequence: integer().notNull(),
    ticketId: uuid(),
    /** What else it is about: whoever reads the item or the package reads the line. */
    itemId: uuid(),
    packageId: uuid(),
    /** The permission without which this line does not exist for a reader; null: whoever reads the ticket. */
    requires: text(),
    at: moment().notNull(),
    actorId: uuid(),
    door: text({ enum: ["web", "api", "mail", "cli", "worker"] }).notNull(),
    type: text().notNull(),
    payload: jsonb().notNull(),
    previousHash: text().notNull(),
    hash: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique().on(t.workspaceId, t.chainId, t.sequence),
    index().on(t.ticketId, t.sequence),
    index("event_item_id_at_index").on(t.itemId, t.at).where(sql`${t.itemId} is not null`),
    index("event_package_id_at_index").on(t.packageId, t.at).where(sql`${t.packageId} is not null`),
    index().on(t.workspaceId, t.at),
  ],
);

/** What search reads: written by triggers, read only through the definer function search_ticket_ids. */
export const searchDocument = pgTable(
  "search_document",
  {
    workspaceId: workspaceKey(),
    ticketId: uuid().notNull(),
    internal: boolean().notNull(),
    projectId: uuid().notNull(),
    requesterId: uuid().notNull(),
    openedAt: moment().notNull(),
    document: tsvector().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.ticketId, t.internal] }),
    index().using("gin", t.document),
    index().on(t.openedAt, t.ticketId),
    index().on(t.projectId),
    index().on(t.requesterId),
    index().on(t.ticketId),
    ofTicket(t),
  ],
);

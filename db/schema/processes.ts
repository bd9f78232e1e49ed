import { date, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { identifier, moment, momentNow, workspaceKey } from "./columns";
import { ofMember, workspace } from "./directory";
import { ofTicket } from "./tickets";

// What else stands on a ticket: tasks, known errors, time, and what can be undone. Behind the wall, keyed (workspace_id, …).

/** Something to do on a ticket, or a step of how a change is implemented or rolled back. */
export const task = pgTable(
  "task",
  {
    workspaceId: workspaceKey(),
    id: identifier(),
    ticketId: uuid().notNull(),
    list: text({ enum: ["tasks", "implementation", "rollback"] })
      .notNull()
      .default("tasks"),
    position: integer().notNull(),
    title: text().notNull(),
    assigneeId: uuid(),
    dueOn: date({ mode: "string" }),
    doneAt: moment(),
    doneBy: uuid(),
    createdAt: momentNow(),
    createdBy: uuid(),
    removedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index().on(t.ticketId, t.list, t.position),
    index().on(t.assigneeId),
    ofTicket(t),
    ofMember(t.workspaceId, t.assigneeId),
  ],
);

/** A merge, a split, a move or a bulk edit that its author can undo for a day. */
export const operation = pgTable(
  "operation",
  {
    workspaceId: workspaceKey().references(() => workspace.id),
    id: identifier(),
    /** One bulk edit over several workspaces: one line for each. */
    batchId: uuid().notNull(),
    kind: text({ enum: ["merge", "split", "move", "bulk"] }).notNull(),
    accountId: uuid().notNull(),
    asked: jsonb().notNull(),
    total: integer().notNull(),
    done: integer().notNull().default(0),
    createdAt: momentNow(),
    finishedAt: moment(),
    undoneAt: moment(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] }), index().on(t.accountId, t.createdAt), index().on(t.batchId)],
);

/** What an operation did to one ticket: how it stood before, or why it was left alone. */
export const operationTicket = pgTable(
  "operation_ticket",
  {
    workspaceId: workspaceKey(),
    operationId: uuid().notNull(),
    ticketId: uuid().notNull(),
    before: jsonb().notNull().default({}),
    /** The version it was left in: another one means that somebody came in between. */
    versionAfter: integer(),
    refusal: text(),
    undoneAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.operationId, t.ticketId] }),
    ofTicket(t),
    foreignKey({ columns: [t.workspaceId, t.operationId], foreignColumns: [operation.workspaceId, operation.id] }),
  ],
);

/** What is known of a problem that is not solved yet, and how to live with it; published, its workaround is read on each incident that it causes. */
export const knownError = pgTable(
  "known_error",
  {
    workspaceId: workspaceKey(),
    ticketId: uuid().notNull(),
    workaround: text().notNull(),
    recordedAt: momentNow(),
    recordedBy: uuid().notNull(),
    publishedAt: moment(),
    publishedBy: uuid(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.ticketId] }), ofTicket(t)],
);

/** Accounted time on a ticket, in minutes: seen by holders of time.readAccounted. */
export const timeEntry = pgTable(
  "time_entry",
  {
    workspaceId: workspaceKey(),
    id: identifier(),
    ticketId: uuid().notNull(),
    accountId: uuid().notNull(),
    spentOn: date({ mode: "string" }).notNull(),
    accountedMinutes: integer().notNull(),
    description: text().notNull().default(""),
    createdAt: momentNow(),
    createdBy: uuid(),
    removedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index().on(t.ticketId),
    index().on(t.accountId, t.spentOn),
    ofTicket(t),
    ofMember(t.workspaceId, t.accountId),
  ],
);

/** The real time of an entry, in minutes: a table of its own, seen by holders of time.readReal alone. */
export const timeReal = pgTable(
  "time_real",
  { workspaceId: workspaceKey(), entryId: uuid().notNull(), realMinutes: integer().notNull() },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.entryId] }),
    foreignKey({ columns: [t.workspaceId, t.entryId], foreignColumns: [timeEntry.workspaceId, timeEntry.id] }),
  ],
);

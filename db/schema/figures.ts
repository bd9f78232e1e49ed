import { bigint, boolean, index, integer, jsonb, pgTable, smallint, text, uuid } from "drizzle-orm/pg-core";
import { identifier, moment, momentNow } from "./columns";
import { account, workspace } from "./directory";

// What people keep of figures, and what they take away: each row is its account's own.

/** Some statistics side by side, one's own or shown to the members of one workspace, who see in it what they may read. */
export const dashboard = pgTable(
  "dashboard",
  {
    id: identifier().primaryKey(),
    accountId: uuid()
      .notNull()
      .references(() => account.id),
    name: text().notNull(),
    sharedWorkspaceId: uuid().references(() => workspace.id),
    /** `[{title, figure, query}]`, the queries as in the address of the statistics page. */
    cards: jsonb().notNull().default([]),
    version: integer().notNull().default(1),
    createdAt: momentNow(),
    updatedAt: momentNow(),
    archivedAt: moment(),
  },
  (t) => [index().on(t.accountId), index().on(t.sharedWorkspaceId)],
);

/** An export that somebody asked for, made by a job with that person's rights and kept for seven days. */
export const exportJob = pgTable(
  "export_job",
  {
    id: identifier().primaryKey(),
    accountId: uuid()
      .notNull()
      .references(() => account.id),
    scheduleId: uuid(),
    /** What is exported (`tickets`, `statistics`…), with the address's own filters and the columns chosen. */
    subject: text().notNull(),
    query: text().notNull().default(""),
    columns: text().array().notNull().default([]),
    format: text({ enum: ["xlsx", "ods", "csv"] }).notNull(),
    state: text({ enum: ["waiting", "running", "done", "failed", "abandoned"] })
      .notNull()
      .default("waiting"),
    failure: text(),
    total: integer(),
    done: integer().notNull().default(0),
    name: text(),
    size: bigint({ mode: "number" }),
    sha256: text(),
    storageKey: text(),
    /** The memberships and grants under which it was made: whoever lost one of them since no longer opens it. */
    held: jsonb(),
    createdAt: momentNow(),
    startedAt: moment(),
    finishedAt: moment(),
    expiresAt: moment(),
  },
  (t) => [index().on(t.accountId, t.createdAt), index().on(t.expiresAt)],
);

/** An export made again on given days, and sent as a link to its owner. */
export const exportSchedule = pgTable(
  "export_schedule",
  {
    id: identifier().primaryKey(),
    accountId: uuid()
      .notNull()
      .references(() => account.id),
    name: text().notNull(),
    subject: text().notNull(),
    query: text().notNull().default(""),
    columns: text().array().notNull().default([]),
    format: text({ enum: ["xlsx", "ods", "csv"] }).notNull(),
    every: text({ enum: ["day", "week", "month"] }).notNull(),
    /** Weekday 1 (Monday) to 7, or day of the month 1 to 28. */
    day: smallint(),
    /** In the account's zone. */
    hour: smallint().notNull(),
    attached: boolean().notNull().default(false),
    nextAt: moment().notNull(),
    lastAt: moment(),
    createdAt: momentNow(),
    endedAt: moment(),
  },
  (t) => [index().on(t.accountId), index().on(t.nextAt)],
);

/** A reversibility dump: of one workspace, or of the whole instance when there is none. */
export const dump = pgTable(
  "dump",
  {
    id: identifier().primaryKey(),
    accountId: uuid()
      .notNull()
      .references(() => account.id),
    workspaceId: uuid().references(() => workspace.id),
    encryption: text({ enum: ["none", "age"] })
      .notNull()
      .default("none"),
    /** For age: the public key of whoever may open it. */
    recipient: text(),
    /** The size of its parts in bytes; null: one file. */
    partSize: bigint({ mode: "number" }),
    state: text({ enum: ["waiting", "running", "done", "failed", "abandoned"] })
      .notNull()
      .default("waiting"),
    failure: text(),
    rowsTotal: bigint({ mode: "number" }),
    rowsDone: bigint({ mode: "number" }).notNull().default(0),
    bytesTotal: bigint({ mode: "number" }),
    bytesDone: bigint({ mode: "number" }).notNull().default(0),
    /** `[{name, size, sha256}]`, one or several. */
    parts: jsonb().notNull().default([]),
    createdAt: momentNow(),
    startedAt: moment(),
    finishedAt: moment(),
    expiresAt: moment(),
  },
  (t) => [index().on(t.accountId), index().on(t.expiresAt)],
);

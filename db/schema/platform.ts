import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { moment, momentNow, workspaceKey } from "./columns";
import { account } from "./directory";

// What the instance keeps for itself: settings, answers given once, routes of replies, heads of the journal, signs of life. No client content.

/** Settings of the whole instance, one JSON value per key. */
export const setting = pgTable("setting", {
  key: text().primaryKey(),
  value: jsonb().notNull(),
  updatedAt: momentNow(),
  updatedBy: uuid(),
});

/** The answer given to a request that carried an Idempotency-Key, so that a retry gets the same one. */
export const idempotencyKey = pgTable(
  "idempotency_key",
  {
    accountId: uuid()
      .notNull()
      .references(() => account.id),
    key: text().notNull(),
    requestHash: text().notNull(),
    status: integer(),
    response: jsonb(),
    createdAt: momentNow(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.key] }), index().on(t.createdAt)],
);

/** Which ticket a Message-ID belongs to, by hash: it routes a reply before its workspace is known, and holds no content. */
export const mailThread = pgTable(
  "mail_thread",
  {
    messageIdHash: text().notNull(),
    workspaceId: workspaceKey(),
    ticketId: uuid().notNull(),
    internal: boolean().notNull().default(false),
    createdAt: momentNow(),
  },
  (t) => [primaryKey({ columns: [t.messageIdHash, t.workspaceId, t.ticketId] })],
);

/** The head of each journal chain: hashes only. Its row lock puts the lines of one chain in order. */
export const chain = pgTable(
  "chain",
  {
    workspaceId: workspaceKey(),
    id: uuid().notNull(),
    lastSequence: integer().notNull().default(0),
    lastHash: text().notNull().default(sql`repeat('0', 64)`),
    lastAt: moment(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] })],
);

/** When each process last said that it was alive, and what it listens on. */
export const heartbeat = pgTable("heartbeat", {
  process: text().primaryKey(),
  at: momentNow(),
  listening: text(),
});

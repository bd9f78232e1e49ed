import { sql } from "drizzle-orm";
import { timestamp, uuid } from "drizzle-orm/pg-core";

/** A moment, to the millisecond so that a cursor made from a JavaScript Date compares equal. */
export const moment = () => timestamp({ withTimezone: true, precision: 3, mode: "date" });

/** A moment given by the database's clock. */
export const momentNow = () => moment().notNull().default(sql`now()`);

/** Time-ordered identifier (RFC 9562, version 7). */
export const identifier = () => uuid().notNull().default(sql`uuidv7()`);

/** The workspace part of the key of every client table. */
export const workspaceKey = () => uuid().notNull();

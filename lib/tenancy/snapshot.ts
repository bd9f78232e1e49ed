import type { Readable } from "node:stream";
import postgres, { type TransactionSql } from "postgres";
import { roleUrl } from "@/lib/settings/environment";

/** Everything as it stood at one moment, read one workspace at a time, whoever writes meanwhile. */
export interface Snapshot {
  /** RFC 3339, in UTC. */
  readonly at: string;
  /** From here on the rows of this workspace exist, and of no other. */
  enter(workspaceId: string): Promise<void>;
  ask<Row extends object>(question: string): Promise<Row[]>;
  /** What `COPY (question) TO STDOUT` gives, as it comes and no faster than it is read. To be read to its end. */
  copyOut(question: string, options: string): AsyncGenerator<Buffer>;
}

/** Reads in one transaction (repeatable read, read only) of the role of jobs: behind the wall, in the workspace that was entered last. */
export async function insideSnapshot<T>(read: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  // A connection of its own: the pool's ones prepare every statement, which COPY cannot be.
  const connection = postgres(roleUrl("guichet_worker"), { max: 1, connection: { application_name: "guichet_dump" } });
  return (await connection
    .begin("isolation level repeatable read read only", async (sql) => {
      const [clock] = await sql.unsafe<{ at: string }[]>(
        `select to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
        set_config('app.account_id', '', true), set_config('app.dumping', 'on', true), set_config('timezone', 'UTC', true)`,
      );
      return read(snapshotOf(sql, clock!.at));
    })
    .finally(() => connection.end({ timeout: 5 }))) as T;
}

function snapshotOf(sql: TransactionSql, at: string): Snapshot {
  return {
    at,
    enter: async (workspaceId) => {
      await sql`select set_config('app.workspace_id', ${workspaceId}, true)`;
    },
    ask: async <Row extends object>(question: string) => [...(await sql.unsafe(question))] as unknown as Row[],
    copyOut: (question, options) => copyOut(sql, `copy (${question}) to stdout with (${options})`),
  };
}

async function* copyOut(sql: TransactionSql, command: string): AsyncGenerator<Buffer> {
  const rows: Readable = await sql.unsafe(command).readable();
  yield* rows as AsyncIterable<Buffer>;
  // The driver pauses its socket when a reader is late, and forgets to go on when what came late was the end: asked for more, it does.
  rows._read(0);
}

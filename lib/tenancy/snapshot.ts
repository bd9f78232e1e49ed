import type { Readable } from "node:stream";
import type { TransactionSql } from "postgres";
import { poolOf } from "./database";

/** Everything as it stood at one moment, read one workspace at a time, whoever writes meanwhile. */
export interface Snapshot {
  /** RFC 3339, in UTC. */
  readonly at: string;
  /** From here on the rows of this workspace exist, and of no other. */
  enter(workspaceId: string): Promise<void>;
  ask<Row extends object>(question: string): Promise<Row[]>;
  /** What `COPY (question) TO STDOUT` gives, as it comes and no faster than it is read. To be read to its end. */
  copyOut(question: string, options: string): Promise<Readable>;
}

/** Reads in one transaction (repeatable read, read only) of the role of jobs: behind the wall, in the workspace that was entered last. */
export async function insideSnapshot<T>(read: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  const { connection } = poolOf("guichet_worker");
  return (await connection.begin("isolation level repeatable read read only", async (sql) => {
    const [clock] = await sql.unsafe<{ at: string }[]>(
      `select to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
        set_config('app.account_id', '', true), set_config('app.dumping', 'on', true), set_config('timezone', 'UTC', true)`,
    );
    return read(snapshotOf(sql, clock!.at));
  })) as T;
}

function snapshotOf(sql: TransactionSql, at: string): Snapshot {
  return {
    at,
    enter: async (workspaceId) => {
      await sql`select set_config('app.workspace_id', ${workspaceId}, true)`;
    },
    ask: async <Row extends object>(question: string) => [...(await sql.unsafe(question))] as unknown as Row[],
    copyOut: (question, options) => sql.unsafe(`copy (${question}) to stdout with (${options})`).simple().readable(),
  };
}

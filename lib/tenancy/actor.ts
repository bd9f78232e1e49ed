import { type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/connect";
import { poolOf } from "./database";

/** Where somebody came in; kept on each journal line. */
export type Door = "web" | "api" | "mail" | "cli" | "worker";

type BareTransaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

/** A transaction that knows who is asking: PostgreSQL shows it only what exists for that person (or for that workspace). */
export type Transaction = BareTransaction & {
  readonly asking: { readonly accountId: string | null; readonly door: Door };
};

/** Somebody who asks, and the door by which he came. */
export interface Actor {
  readonly accountId: string | null;
  readonly door: Door;
  /** Runs `change` in one transaction under this actor's eyes; commits when it returns. */
  transaction<T>(change: (tx: Transaction) => Promise<T>): Promise<T>;
}

/** A person: everything he does passes row security as himself. */
export function personActor(accountId: string, door: Door): Actor {
  return actorOf("guichet_web", { account: accountId }, { accountId, door });
}

/** Nobody yet: for sign-in, invitations and resets. Sees no row of any workspace. */
export function unknownActor(door: Door): Actor {
  return actorOf("guichet_web", {}, { accountId: null, door });
}

/** The same actor inside a transaction that runs already: verbs called through it commit together or not at all. */
export function insideTransaction(actor: Actor, tx: Transaction): Actor {
  return { ...actor, transaction: (change) => change(tx) };
}

/** A job inside one workspace (or inside the platform's own pseudo-workspace). */
export function workspaceActor(workspaceId: string): Actor {
  return actorOf("guichet_worker", { workspace: workspaceId }, { accountId: null, door: "worker" });
}

/** A job that reads the directory before it knows which workspace to enter: no content exists for it. */
export function directoryActor(): Actor {
  return actorOf("guichet_worker", {}, { accountId: null, door: "worker" });
}

/**
 * One question of a job to the directory (and to the platform's own rows), in one journey: outside any transaction no workspace is
 * entered, so no content exists for it.
 */
export async function askAsWorker<Row extends Record<string, unknown>>(question: SQL): Promise<Row[]> {
  return [...(await poolOf("guichet_worker").database.execute<Row>(question))] as Row[];
}

/** The pseudo-workspace of what is the platform's own: unrouted mail, account mails, its journal chain. */
export const PLATFORM_ID = "00000000-0000-0000-0000-000000000000";

function actorOf(
  role: "guichet_web" | "guichet_worker",
  scope: { account?: string; workspace?: string },
  asking: Transaction["asking"],
): Actor {
  return {
    ...asking,
    transaction: (change) =>
      poolOf(role).database.transaction(async (tx) => {
        // Sent now and not waited for: what is asked first leaves right behind it.
        const entered = tx.execute(enter(scope)).execute();
        entered.catch(() => {});
        const result = await change(Object.assign(tx, { asking }));
        await entered;
        return result;
      }),
  };
}

/** Says who asks; for a person PostgreSQL works out at once what he may reach, since every table of what follows will ask it. */
function enter({ account = "", workspace = "" }: { account?: string; workspace?: string }): SQL {
  return account
    ? sql`select set_config('app.account_id', ${account}, true), keep_reach()`
    : sql`select set_config('app.account_id', '', true), set_config('app.workspace_id', ${workspace}, true)`;
}

import { sql } from "drizzle-orm";
import { poolOf } from "@/lib/tenancy/database";

/** `late`: it has not said for half a minute that it is alive. */
type PartState = "ok" | "late" | "down";

export interface Health {
  status: "ok" | "degraded";
  database: PartState;
  worker: PartState;
  listener: PartState;
}

/** Milliseconds after which a database that has not answered counts as down. */
const patience = 3_000;

/** The state of the parts, and nothing that would help a stranger: no version, no name, no address. */
export async function getHealth(): Promise<Health> {
  const seen = await findHeartbeats();
  const part = (name: string): PartState => (seen ? (seen.get(name) ?? "down") : "down");
  const parts = { database: seen ? "ok" : "down", worker: part("worker"), listener: part("listener") } as const;
  return { status: Object.values(parts).every((state) => state === "ok") ? "ok" : "degraded", ...parts };
}

/** Null when the database does not answer. */
async function findHeartbeats(): Promise<Map<string, PartState> | null> {
  const asked = poolOf("guichet_web").database.execute<{ process: string; state: PartState }>(sql`
    select process, case when at > now() - interval '30 seconds' then 'ok'
      when at > now() - interval '5 minutes' then 'late' else 'down' end as state from heartbeat`);
  const timer = Promise.withResolvers<null>();
  const bell = setTimeout(() => timer.resolve(null), patience);
  try {
    const rows = await Promise.race([asked, timer.promise]);
    return rows && new Map(rows.map(({ process, state }) => [process, state]));
  } catch {
    // Whatever the reason, the answer is that it does not answer; the reason stands in the log of who needed it.
    return null;
  } finally {
    clearTimeout(bell);
  }
}

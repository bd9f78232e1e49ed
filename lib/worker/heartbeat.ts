import { sql } from "drizzle-orm";
import { heartbeat } from "@/db/schema";
import { directoryActor } from "@/lib/tenancy/actor";

const seconds = 5;

/** Says every five seconds that the worker is alive, and on what the listener listens; gives what stops it. */
export async function startHeartbeat(listening: string, onTrouble: (error: unknown) => void): Promise<() => void> {
  await beat(listening);
  const timer = setInterval(() => beat(listening).catch(onTrouble), seconds * 1000);
  return () => clearInterval(timer);
}

async function beat(listening: string) {
  await directoryActor().transaction((tx) =>
    tx
      .insert(heartbeat)
      .values([{ process: "worker" }, { process: "listener", listening }])
      .onConflictDoUpdate({
        target: heartbeat.process,
        set: { at: sql`now()`, listening: sql`excluded.listening` },
      }),
  );
}

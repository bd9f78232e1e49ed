import postgres from "postgres";
import { migrateDatabase } from "@/db/migrate";
import { installQueues } from "@/lib/jobs/install-queues";
import { recordEvent } from "@/lib/journal/record-event";
import { getSettings, rolePassword } from "@/lib/settings/environment";
import { PLATFORM_ID, workspaceActor } from "@/lib/tenancy/actor";
import { closeDatabase } from "@/lib/tenancy/database";

/**
 * What a restored database needs before anybody comes: today's schema, no open session (one that was ended since the backup would be open
 * again), and a line of the journal that says from what moment it goes on. `superuserUrl` is null when the sessions were not in the backup.
 */
export async function settleRestored(backupOf: string, superuserUrl: string | null): Promise<{ sessions: number }> {
  const { databaseUrl } = getSettings();
  await migrateDatabase(databaseUrl!, { web: rolePassword("guichet_web"), worker: rolePassword("guichet_worker") });
  await installQueues(databaseUrl!);
  const sessions = superuserUrl ? await endAllSessions(superuserUrl) : 0;
  await workspaceActor(PLATFORM_ID).transaction((tx) =>
    recordEvent(tx, { type: "instance.restored", workspaceId: PLATFORM_ID, payload: { backupOf, sessions } }),
  );
  await closeDatabase();
  return { sessions };
}

async function endAllSessions(superuserUrl: string): Promise<number> {
  const address = new URL(superuserUrl);
  address.pathname = "/guichet";
  const sql = postgres(address.href, { max: 1, onnotice: () => {} });
  try {
    const { count } = await sql`update session set ended_at = now() where ended_at is null and expires_at > now()`;
    return count;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

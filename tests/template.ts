import { sql } from "drizzle-orm";
import postgres from "postgres";
import { migrateDatabase } from "@/db/migrate";
import { seedDemonstration } from "@/lib/demonstration/seed-demonstration";
import { stopSender } from "@/lib/jobs/enqueue-job";
import { installQueues } from "@/lib/jobs/install-queues";
import { rolePassword } from "@/lib/settings/environment";
import { workspaceActor } from "@/lib/tenancy/actor";
import { closeDatabase } from "@/lib/tenancy/database";

// Run by tests/world.ts, once per cluster and state of the code: fills the database of DATABASE_URL.
const ownerUrl = process.env.DATABASE_URL!;
await migrateDatabase(ownerUrl, { web: rolePassword("guichet_web"), worker: rolePassword("guichet_worker") });
await installQueues(ownerUrl);
await seedDemonstration(ownerUrl);
await forgetMails();
await stopSender();
await closeDatabase();

/** A test that looks at mails or runs a worker must find its own, not the hundred that the demonstration world caused. */
async function forgetMails() {
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  await owner`delete from pgboss.job`;
  const workspaces = await owner<{ id: string }[]>`select id from workspace`;
  await owner.end();
  for (const { id } of workspaces)
    await workspaceActor(id).transaction((tx) =>
      tx.execute(sql`update outgoing_mail set state = 'sent', sent_at = now() where state = 'queued'`),
    );
}

import { PgBoss } from "pg-boss";
import postgres from "postgres";
import { queues } from "./job";

/** Installs pg-boss and our queues as the database's owner, and lets the two roles use them. Idempotent. */
export async function installQueues(ownerUrl: string) {
  const boss = new PgBoss({ connectionString: ownerUrl, supervise: false, schedule: false });
  boss.on("error", () => {});
  await boss.start();
  try {
    for (const [name, options] of Object.entries(queues)) {
      if (await boss.getQueue(name)) await boss.updateQueue(name, options);
      else await boss.createQueue(name, options);
    }
  } finally {
    await boss.stop({ graceful: false });
  }
  await letRolesUseQueues(ownerUrl);
}

async function letRolesUseQueues(ownerUrl: string) {
  const connection = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await connection.unsafe(`
      grant usage on schema pgboss to guichet_web, guichet_worker;
      grant select, insert on all tables in schema pgboss to guichet_web;
      grant select, insert, update, delete on all tables in schema pgboss to guichet_worker;
      grant usage on all sequences in schema pgboss to guichet_web, guichet_worker;
      grant execute on all functions in schema pgboss to guichet_web, guichet_worker;`);
  } finally {
    await connection.end();
  }
}

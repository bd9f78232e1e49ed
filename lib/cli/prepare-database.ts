import { migrateDatabase } from "@/db/migrate";
import { layPast } from "@/lib/demonstration/lay-past";
import { seedDemonstration } from "@/lib/demonstration/seed-demonstration";
import { stopSender } from "@/lib/jobs/enqueue-job";
import { installQueues } from "@/lib/jobs/install-queues";
import { rolePassword } from "@/lib/settings/environment";
import { closeDatabase } from "@/lib/tenancy/database";
import { step } from "./progress";
import type { Run } from "./run";
import { unlessStopped } from "./trouble";

/** Brings the schema up to date and, in the demonstration, fills the world of which people, docs and checks speak. */
export async function prepareDatabase({ command, stop }: Run, ownerUrl: string): Promise<void> {
  await step(
    "Mise à jour du schéma",
    () => unlessStopped(stop, migrate(ownerUrl)),
    () => "Schéma à jour",
  );
  if (command !== "demo" && command !== "dev") return;
  await step(
    "Remplissage du monde de démonstration",
    () => unlessStopped(stop, seed(ownerUrl)),
    () => "Monde de démonstration en place",
  );
}

async function migrate(ownerUrl: string): Promise<void> {
  await migrateDatabase(ownerUrl, { web: rolePassword("guichet_web"), worker: rolePassword("guichet_worker") });
  await installQueues(ownerUrl);
}

/** The connections that the verbs opened here are of no use to the process that only watches. */
async function seed(ownerUrl: string): Promise<void> {
  const accountIds = await seedDemonstration(ownerUrl);
  await layPast(accountIds);
  await stopSender();
  await closeDatabase();
}

import { migrateDatabase } from "@/db/migrate";
import { seedDemonstration } from "@/lib/demonstration/seed-demonstration";
import { rolePassword } from "@/lib/settings/environment";
import { step } from "./progress";
import type { Run } from "./run";
import { unlessStopped } from "./trouble";

/** Brings the schema up to date and, in the demonstration, fills the world of which people, docs and checks speak. */
export async function prepareDatabase({ command, stop }: Run, ownerUrl: string): Promise<void> {
  const passwords = { web: rolePassword("guichet_web"), worker: rolePassword("guichet_worker") };
  await step(
    "Mise à jour du schéma",
    () => unlessStopped(stop, migrateDatabase(ownerUrl, passwords)),
    () => "Schéma à jour",
  );
  if (command !== "demo" && command !== "dev") return;
  const seeded = () => unlessStopped(stop, seedDemonstration(ownerUrl));
  await step("Remplissage du monde de démonstration", seeded, () => "Monde de démonstration en place");
}

import { type Settings, setDatabaseUrl } from "@/lib/settings/environment";
import { checkDatabase } from "./check-database";
import { clusterPasswords } from "./cluster/cluster-passwords";
import { keepCluster } from "./cluster/keep-cluster";
import { startCluster } from "./cluster/start-cluster";
import { recordInstance } from "./instance-file";
import { step } from "./progress";
import type { Run } from "./run";

/** The database of this run: the one of DATABASE_URL, or the embedded one, which is then kept alive until the stop. */
export async function openDatabase(run: Run, settings: Settings, folder: string): Promise<{ ownerUrl: string }> {
  const { databaseUrl } = settings;
  if (databaseUrl) {
    await step(
      "Base de données",
      () => checkDatabase(databaseUrl),
      (version) => `Base de données jointe (PostgreSQL ${version})`,
    );
    recordInstance(folder, { databaseUrl });
    return { ownerUrl: databaseUrl };
  }
  const options = { dataFolder: folder, passwords: clusterPasswords(), signal: run.stop };
  const cluster = await step(
    "Démarrage de la base de données",
    () => startCluster(options),
    ({ version, port, home }) => {
      const elsewhere = home === folder ? "" : `, dans ${home}`;
      return `Base de données prête (PostgreSQL ${version}, port ${port}${elsewhere})`;
    },
  );
  const kept = keepCluster(cluster, options, ({ pid }) => recordInstance(folder, { databasePid: pid }));
  run.closers.push(() => kept.stop());
  setDatabaseUrl(cluster.ownerUrl);
  recordInstance(folder, { databaseUrl: cluster.ownerUrl, databasePid: cluster.pid });
  return { ownerUrl: cluster.ownerUrl };
}

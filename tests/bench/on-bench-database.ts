import { clusterPasswords } from "@/lib/cli/cluster/cluster-passwords";
import { startCluster } from "@/lib/cli/cluster/start-cluster";
import { prepareFolder } from "@/lib/cli/prepare-folder";
import { getSettings, setDatabaseUrl } from "@/lib/settings/environment";

/** Runs `body` on DATABASE_URL, or on an embedded database of the benches' own under data/bench. Ends the process. */
export async function onBenchDatabase(body: () => Promise<void>): Promise<never> {
  if (process.env.DATABASE_URL) {
    await body();
    process.exit();
  }
  process.env.GUICHET_DATA ??= "./data/bench";
  const folder = prepareFolder(getSettings().dataFolder);
  const cluster = await startCluster({ dataFolder: folder, passwords: clusterPasswords() });
  setDatabaseUrl(cluster.ownerUrl);
  try {
    await body();
  } finally {
    await cluster.stop();
  }
  process.exit();
}

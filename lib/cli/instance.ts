import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { ClusterAddress } from "@/lib/backups/copy-cluster";
import { setDatabaseUrl } from "@/lib/settings/environment";
import { backupWords } from "./backup-words";
import { clusterPasswords } from "./cluster/cluster-passwords";
import { placeCluster } from "./cluster/place-cluster";
import { startCluster } from "./cluster/start-cluster";
import { findRunning, forgetInstance, type Instance, lockFolder, readInstance, wasUsed } from "./instance-file";
import { prepareFolder } from "./prepare-folder";
import { inWords, Trouble } from "./trouble";
import { words } from "./words";

/** `cluster` tells where the embedded database is; null when it is somebody else's. */
type Body = (cluster: () => ClusterAddress | null) => Promise<void>;

/**
 * Runs a command on an instance: DATABASE_URL when set, else the one that runs here, else the one kept here, whose
 * database is started meanwhile. Import verbs inside `body`: settings are read at their first use. Ends the process.
 */
export async function withInstance(body: Body): Promise<never> {
  await inWords(() => (process.env.DATABASE_URL ? body(() => null) : onFolder(chooseFolder(), body)));
  process.exit();
}

async function onFolder(folder: string, body: Body): Promise<void> {
  process.env.GUICHET_DATA = folder;
  for (;;) {
    const release = lockFolder(folder);
    if (release) return startMeanwhile(folder, body).finally(release);
    const running = readInstance(folder);
    if (running?.databaseUrl) {
      joinInstance(running);
      return body(() => clusterOf(folder, running));
    }
    // Somebody is starting or stopping there, or another such command is at work.
    await new Promise((wake) => setTimeout(wake, 100));
  }
}

/** GUICHET_DATA says which; else the one that runs among the usual folders, else the only one that was ever used. */
function chooseFolder(): string {
  if (process.env.GUICHET_DATA) return existing([resolve(process.env.GUICHET_DATA)]);
  const usual = ["./data/demo", "./data"].map((folder) => resolve(folder));
  const running = usual.filter((folder) => findRunning(folder));
  return existing(running.length > 0 ? running : usual);
}

function existing(folders: string[]): string {
  const used = folders.filter(wasUsed);
  if (used.length > 1) throw new Trouble(words.severalInstances(used));
  if (!used[0]) throw new Trouble(words.noInstance);
  return used[0];
}

/** What a notice written by this command will say must be what the running instance would say. */
function joinInstance({ databaseUrl, url, mailListen, mailDomain }: Instance): void {
  process.env.GUICHET_URL ||= url;
  process.env.MAIL_LISTEN ||= mailListen;
  process.env.MAIL_DOMAIN ||= mailDomain;
  if (databaseUrl) setDatabaseUrl(databaseUrl);
}

/** Throws, in words, rather than draw a secret that would not be the instance's. */
function clusterOf(folder: string, { databasePid, databaseUrl }: Instance): ClusterAddress | null {
  if (!databasePid || !databaseUrl) return null;
  if (!process.env.GUICHET_SECRET && !existsSync(join(folder, "secret")))
    throw new Trouble(backupWords.secretElsewhere(folder));
  const { port } = new URL(databaseUrl);
  const superuserUrl = `postgres://postgres:${clusterPasswords().superuser}@127.0.0.1:${port}/postgres`;
  return { folder: placeCluster(folder).cluster, superuserUrl };
}

async function startMeanwhile(folder: string, body: Body): Promise<void> {
  forgetInstance(folder);
  const cluster = await startCluster({ dataFolder: prepareFolder(folder), passwords: clusterPasswords() });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.once(signal, () => cluster.stop().finally(() => process.exit(130)));
  }
  setDatabaseUrl(cluster.ownerUrl);
  try {
    await body(() => ({ folder: join(cluster.home, "postgres"), superuserUrl: cluster.superuserUrl }));
  } finally {
    await cluster.stop();
  }
}

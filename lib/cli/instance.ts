import { resolve } from "node:path";
import { setDatabaseUrl } from "@/lib/settings/environment";
import { clusterPasswords } from "./cluster/cluster-passwords";
import { startCluster } from "./cluster/start-cluster";
import { findRunning, forgetInstance, type Instance, lockFolder, readInstance, wasUsed } from "./instance-file";
import { prepareFolder } from "./prepare-folder";
import { inWords, Trouble } from "./trouble";
import { words } from "./words";

/**
 * Runs a command on an instance: DATABASE_URL when set, else the one that runs here, else the one kept here, whose
 * database is started meanwhile. Import verbs inside `body`: settings are read at their first use. Ends the process.
 */
export async function withInstance(body: () => Promise<void>): Promise<never> {
  await inWords(() => (process.env.DATABASE_URL ? body() : onFolder(chooseFolder(), body)));
  process.exit();
}

async function onFolder(folder: string, body: () => Promise<void>): Promise<void> {
  process.env.GUICHET_DATA = folder;
  for (;;) {
    const release = lockFolder(folder);
    if (release) return startMeanwhile(folder, body).finally(release);
    const running = readInstance(folder);
    if (running?.databaseUrl) {
      joinInstance(running);
      return body();
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

async function startMeanwhile(folder: string, body: () => Promise<void>): Promise<void> {
  forgetInstance(folder);
  const cluster = await startCluster({ dataFolder: prepareFolder(folder), passwords: clusterPasswords() });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.once(signal, () => cluster.stop().finally(() => process.exit(130)));
  }
  setDatabaseUrl(cluster.ownerUrl);
  try {
    await body();
  } finally {
    await cluster.stop();
  }
}

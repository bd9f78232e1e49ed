import { existsSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join, sep } from "node:path";
import { countMigrations } from "@/db/migrate";
import { type BackupEnd, type BackupHeader, BackupRefused, parts } from "@/lib/backups/backup";
import { layBackup } from "@/lib/backups/lay-backup";
import { sync } from "@/lib/backups/manifest";
import { getSettings, setDatabaseUrl } from "@/lib/settings/environment";
import { backupWords } from "./backup-words";
import { clusterPasswords } from "./cluster/cluster-passwords";
import { hasCluster, placeCluster } from "./cluster/place-cluster";
import { findPostmaster, stopPostmaster } from "./cluster/postmaster";
import { startCluster } from "./cluster/start-cluster";
import { findRunning, lockFolder } from "./instance-file";
import { ensureRoom, prepareFolder } from "./prepare-folder";
import { ProgressBar } from "./progress-bar";
import { Trouble } from "./trouble";
import { words } from "./words";

/** Throws, in words, unless a data folder can be made at that place. */
export function ensureFree(data: string, backup: string): void {
  if (`${data}${sep}`.startsWith(`${backup}${sep}`)) throw new Trouble(backupWords.dataInBackup(data));
  if (!existsSync(data)) return;
  if (!statSync(data).isDirectory()) throw new Trouble(words.notAFolder(data));
  const running = findRunning(data);
  if (running) throw new Trouble(words.alreadyRunning(data, running.url, running.pid));
  if (readdirSync(data).length > 0) throw new Trouble(backupWords.dataNotEmpty(data));
}

/**
 * Makes a data folder of a verified backup, under another name until its database has started on it and been settled. The embedded
 * database is the one that it names, whatever DATABASE_URL says; a dump goes into the empty one of DATABASE_URL.
 */
export async function restoreInto(data: string, backup: string, header: BackupHeader, end: BackupEnd) {
  if (header.migrations > countMigrations())
    throw new BackupRefused({ code: "newer", migrations: header.migrations, known: countMigrations() });
  if (header.secret === "elsewhere" && !process.env.GUICHET_SECRET) throw new Trouble(backupWords.secretNeeded);
  if (header.database === "dump" && !process.env.DATABASE_URL) throw new Trouble(backupWords.databaseNeeded);
  const draft = prepareFolder(`${data}.en-cours`);
  const release = lockFolder(draft);
  if (!release) throw new Trouble(words.folderInUse(draft));
  process.env.GUICHET_DATA = draft;
  const leave = () => void clearDraft(draft).finally(() => process.exit(130));
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, leave);
  try {
    await clearDraft(draft, { keepsFolder: true });
    ensureRoom(draft, Math.ceil(end.bytes / 1024 ** 2) + 300);
    await lay(backup, draft, header, end);
    const settled = header.database === "cluster" ? await settleCluster(draft, end) : await settleDump(backup, end);
    renameSync(draft, join(dirname(draft), basename(data)));
    await sync(dirname(draft));
    return settled;
  } catch (error) {
    await clearDraft(draft);
    throw error;
  } finally {
    release();
  }
}

async function lay(backup: string, draft: string, { database }: BackupHeader, end: BackupEnd): Promise<void> {
  const bar = new ProgressBar(end.bytes, "fichier");
  const { cluster, user } =
    database === "cluster" ? placeCluster(draft) : { cluster: join(draft, "postgres"), user: null };
  await layBackup(backup, { dataFolder: draft, cluster, owner: user }, (bytes) => bar.add(bytes));
  bar.end();
}

async function settleCluster(draft: string, end: BackupEnd): Promise<{ sessions: number }> {
  const { settleRestored } = await import("@/lib/backups/settle-restored");
  const cluster = await startCluster({ dataFolder: draft, passwords: clusterPasswords() });
  try {
    setDatabaseUrl(cluster.ownerUrl);
    return await settleRestored(end.at, cluster.superuserUrl);
  } finally {
    await cluster.stop();
  }
}

async function settleDump(backup: string, end: BackupEnd): Promise<{ sessions: number }> {
  const { restoreDump } = await import("@/lib/backups/restore-dump");
  const { settleRestored } = await import("@/lib/backups/settle-restored");
  await restoreDump(join(backup, parts.dump), getSettings().databaseUrl!);
  return settleRestored(end.at, null);
}

/** Removes what a restore made, this one or one that was killed: its PostgreSQL, its cluster wherever it is, its folder. */
async function clearDraft(draft: string, { keepsFolder = false } = {}): Promise<void> {
  if (hasCluster(draft)) {
    const { home, cluster } = placeCluster(draft);
    const left = findPostmaster(cluster);
    if (left) await stopPostmaster(left.pid, cluster);
    if (home !== draft) rmSync(home, { recursive: true, force: true });
  }
  // The lock goes last: whoever comes meanwhile is told that the folder is in use.
  for (const name of existsSync(draft) ? readdirSync(draft) : [])
    if (name !== "verrou") rmSync(join(draft, name), { recursive: true, force: true });
  if (!keepsFolder) rmSync(draft, { recursive: true, force: true });
}

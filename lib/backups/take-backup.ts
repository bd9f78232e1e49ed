import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { measureStore } from "@/lib/files/move-files";
import { getStorage } from "@/lib/files/storage";
import { getSettings } from "@/lib/settings/environment";
import { type BackupEnd, type BackupHeader, backupFormat, nameOf, readmeName } from "./backup";
import { BackupDraft, type OnBytes } from "./backup-draft";
import { findLatest, listBackups, prepareOut, removeOldBackups } from "./backups-folder";
import { type ClusterAddress, copyCluster } from "./copy-cluster";
import { copyRest } from "./copy-rest";
import { type BackupFileFault, copyStore } from "./copy-store";
import { dumpDatabase } from "./database-tools";
import { readmeOf } from "./readme";

export interface Taking {
  /** The folder of all backups; the caller holds its lock. */
  out: string;
  /** Null: the database of the settings is somebody else's, and pg_dump is asked. */
  cluster: ClusterAddress | null;
  /** How many whole backups stay; all of them when it is absent. */
  keep?: number;
  /** How many bytes are to come, then each time how many more have. */
  onTotal?: (bytes: number) => void;
  onBytes?: OnBytes;
  onFault?: (fault: BackupFileFault) => void;
}

export interface TakenBackup extends BackupEnd {
  folder: string;
  linked: number;
  removed: number;
  secret: BackupHeader["secret"];
}

/** Takes one backup of database, files and secret while Guichet serves or not; it is there whole, or not at all. Throws BackupRefused. */
export async function takeBackup(taking: Taking): Promise<TakenBackup> {
  const { out, cluster, onTotal = () => {}, onBytes = () => {}, onFault = () => {} } = taking;
  await prepareOut(out);
  const previous = await findLatest(out);
  const header = await describeInstance(cluster);
  onTotal(await measure());
  const draft = await BackupDraft.begin(out, await chooseName(out), previous, header, onBytes);
  try {
    await writeFile(join(draft.folder, readmeName), readmeOf(header), { mode: 0o400 });
    const at = cluster ? await copyCluster(draft, cluster) : await dumpDatabase(draft, dumpUrl());
    await copyStore(draft, onFault);
    await copyRest(draft, getSettings().dataFolder);
    const { linked } = draft;
    const end = await draft.finish(at);
    const removed = taking.keep ? await removeOldBackups(out, taking.keep) : 0;
    return { ...end, linked, removed, secret: header.secret };
  } catch (error) {
    await draft.abandon();
    throw error;
  }
}

async function describeInstance(cluster: ClusterAddress | null): Promise<BackupHeader> {
  const sql = postgres(getSettings().databaseUrl!, { max: 1, onnotice: () => {} });
  try {
    const [row] = await sql<{ postgres: string; migrations: number }[]>`
      select current_setting('server_version') as postgres, (select count(*)::int from drizzle.__drizzle_migrations) as migrations`;
    return {
      format: backupFormat,
      startedAt: new Date().toISOString(),
      database: cluster ? "cluster" : "dump",
      ...row!,
      secret: getSettings().secret === undefined ? "here" : "elsewhere",
    };
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** What a database weighs is what its tables do; the rest is told as it comes. */
async function measure(): Promise<number> {
  const sql = postgres(getSettings().databaseUrl!, { max: 1, onnotice: () => {} });
  try {
    const [row] = await sql<{ bytes: number }[]>`select pg_database_size(current_database())::float8 as bytes`;
    return row!.bytes + (await measureStore(getStorage()));
  } finally {
    await sql.end({ timeout: 1 });
  }
}

const dumpUrl = () => getSettings().backupDatabaseUrl ?? getSettings().databaseUrl!;

/** Two backups of one second would bear one name. */
async function chooseName(out: string): Promise<string> {
  for (;;) {
    const name = nameOf(new Date());
    if (!(await listBackups(out)).includes(name)) return name;
    await pause(100);
  }
}

import { lstat, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { eachOf } from "@/lib/files/share-of-keys";
import { BackupRefused, parts } from "./backup";
import { type BackupDraft, filesAtOnce, openLocal } from "./backup-draft";

/** An embedded cluster: its folder, and its superuser's address. */
export interface ClusterAddress {
  folder: string;
  superuserUrl: string;
}

/**
 * Copies a cluster while it serves: PostgreSQL's low-level backup. Gives the moment that a restored one goes back to. A session that ends,
 * however it does, ends the backup too and leaves nothing behind in the cluster.
 */
export async function copyCluster(draft: BackupDraft, { folder, superuserUrl }: ClusterAddress): Promise<Date> {
  // postgres.js renews its connections after some time, and the backup is the session's.
  const sql = postgres(superuserUrl, { max: 1, idle_timeout: 0, max_lifetime: null, onnotice: () => {} });
  try {
    if ((await readdir(join(folder, "pg_tblspc"))).length > 0) throw new BackupRefused({ code: "tablespace" });
    // The WAL written meanwhile is what makes the copy whole: a slot of this session keeps it from being recycled.
    await sql`select pg_create_physical_replication_slot(${`guichet_backup_${process.pid}`}, true, true)`;
    await sql`select pg_backup_start('guichet', fast => true)`;
    await copyFiles(draft, folder);
    const stopped = await stopBackup(sql);
    await draft.keepBytes(`${parts.cluster}/backup_label`, Buffer.from(stopped.label));
    await copyWal(draft, folder, stopped);
    return stopped.at;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

interface Stopped {
  at: Date;
  label: string;
  last: string;
  segmentSize: number;
}

async function stopBackup(sql: postgres.Sql): Promise<Stopped> {
  try {
    const [row] = await sql<Stopped[]>`
      select clock_timestamp() as at, labelfile as label, pg_walfile_name(lsn) as last,
             pg_size_bytes(current_setting('wal_segment_size'))::float8 as "segmentSize"
      from pg_backup_stop(wait_for_archive => false)`;
    return row!;
  } catch (error) {
    // 55000: another session answers, because ours was lost.
    const { code = "" } = error as { code?: string };
    if (code === "55000" || /^(57P0|CONNECTION_|ECONN)/.test(code)) throw new BackupRefused({ code: "database-left" });
    throw error;
  }
}

async function copyFiles(draft: BackupDraft, cluster: string): Promise<void> {
  await draft.compareUnder(`${parts.cluster}/`);
  await eachOf(walk(cluster, ""), filesAtOnce, async ({ path, size }) => {
    if (size === null) await draft.keepFolder(`${parts.cluster}/${path}`);
    else await draft.keep(`${parts.cluster}/${path}`, { size, open: () => openLocal(join(cluster, path)) });
  });
  await draft.keepBytes(`${parts.cluster}/${control}`, await readControl(join(cluster, control)));
}

const control = "global/pg_control";

/** Folders whose content PostgreSQL makes anew when it starts; WAL is copied at the end. */
const emptied = /^(pg_wal(\/.*)?|pg_dynshmem|pg_notify|pg_replslot|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans)$/;
const skipped =
  /^(postmaster\.(pid|opts)|postgresql\.auto\.conf\.tmp|backup_(label|manifest)(\.old)?|tablespace_map(\.old)?|current_logfiles(\.tmp)?|global\/pg_control)$|(^|\/)(pg_internal\.init.*|pgsql_tmp.*|t\d+_\d+.*)$/;

interface Found {
  path: string;
  /** Null for a folder. */
  size: number | null;
}

async function* walk(cluster: string, folder: string): AsyncGenerator<Found> {
  for (const name of (await readdir(join(cluster, folder))).toSorted()) {
    const path = folder ? `${folder}/${name}` : name;
    const found = skipped.test(path) ? null : await lstatIfThere(join(cluster, path));
    // What goes while we look is told to PostgreSQL by the WAL.
    if (!found) continue;
    if (found.isFile()) yield { path, size: found.size };
    if (!found.isDirectory()) continue;
    yield { path, size: null };
    if (path === "pg_wal") yield { path: "pg_wal/archive_status", size: null };
    if (!emptied.test(path)) yield* walk(cluster, path);
  }
}

async function lstatIfThere(path: string) {
  return lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
}

/** No WAL mends this file, and it may be read in the middle of a write: two readings that agree are none of that. */
async function readControl(path: string): Promise<Buffer> {
  for (let before = await readFile(path); ; ) {
    await pause(20);
    const now = await readFile(path);
    if (now.equals(before)) return now;
    before = now;
  }
}

async function copyWal(draft: BackupDraft, cluster: string, { label, last, segmentSize }: Stopped): Promise<void> {
  const first = /\(file ([0-9A-F]{24})\)/.exec(label)?.[1] ?? "";
  const folder = join(cluster, "pg_wal");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".history")).toSorted();
  for (const name of [...names, ...segmentsBetween(first, last, segmentSize)]) {
    const source = { size: segmentSize, open: () => openLocal(join(folder, name)) };
    if (!(await draft.keep(`${parts.cluster}/pg_wal/${name}`, source)))
      throw new BackupRefused({ code: "wal-missing", segment: name });
  }
}

/** The names of all segments from one to another, both included: timeline, then the number of the segment in two parts. */
export function segmentsBetween(first: string, last: string, segmentSize: number): string[] {
  const each = BigInt(2 ** 32 / segmentSize);
  const rank = (name: string) => BigInt(`0x${name.slice(8, 16)}`) * each + BigInt(`0x${name.slice(16)}`);
  const hex = (number: bigint) => number.toString(16).toUpperCase().padStart(8, "0");
  const names: string[] = [];
  for (let at = rank(first); at <= rank(last); at += 1n) names.push(last.slice(0, 8) + hex(at / each) + hex(at % each));
  return names;
}

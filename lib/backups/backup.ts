/** What the first line of a manifest says of its backup. */
export interface BackupHeader {
  format: typeof backupFormat;
  startedAt: string;
  /** `cluster`: the embedded PostgreSQL, file by file, with its WAL; `dump`: what pg_dump wrote of somebody else's. */
  database: "cluster" | "dump";
  postgres: string;
  /** How many migrations its database went through: an older Guichet cannot read it. */
  migrations: number;
  /** Whether the instance's secret is in the backup, or was given by GUICHET_SECRET. */
  secret: "here" | "elsewhere";
}

/** A file of a backup, by its path in it, or a folder that may be empty. */
export type BackupEntry = { path: string; size: number; sha256: string } | { path: string; folder: true };
export type BackupFile = Extract<BackupEntry, { sha256: string }>;

/** The last line of a manifest; `sha256` is that of all the bytes before it. */
export interface BackupEnd {
  /** The moment that a restored instance goes back to. */
  at: string;
  files: number;
  bytes: number;
  sha256: string;
}

export const backupFormat = "guichet-backup-1";
export const manifestName = "manifest.jsonl";
export const readmeName = "LISEZMOI.txt";

/** Where each part is in a backup: the cluster, what pg_dump wrote, the store's files, the rest of the data folder. */
export const parts = { cluster: "postgres", dump: "base.dump", files: "files", rest: "data" } as const;

/** What no backup holds of a data folder: kept elsewhere in it, or of no use to another instance. */
export const leftOut = new Map([
  ["postgres", "has a part of its own"],
  ["files", "has a part of its own"],
  ["base-de-donnees.txt", "says where the cluster of this very folder is"],
  ["uploads", "halves of files: their senders begin again"],
  ["logs", "say nothing that a restored instance needs"],
  ["verrou", "a lock"],
  ["instance.json", "says what runs here and now"],
  ["postgres.port", "another is chosen"],
]);

/** Whether something at the top of a data folder, or a file anywhere in it, goes into a backup. */
export function isKept(name: string): boolean {
  return !leftOut.has(name) && !/^\.(instance|essai)-|\.draft$|^secret\.\d+$|^\.verrou/.test(name);
}

/** A whole backup bears its date and nothing else: `2026-11-24T141500Z`. */
export function nameOf(moment: Date): string {
  return `${moment.toISOString().slice(0, 19).replaceAll(":", "")}Z`;
}

const wholeName = /^\d{4}-\d\d-\d\dT\d{6}Z$/;
export const isWholeName = (name: string) => wholeName.test(name);

/** What is being written, or was when somebody pulled the plug; also what is being removed. */
export const draftName = (name: string) => `${name}.partiel`;
export const isDraftName = (name: string) =>
  name.endsWith(".partiel") && isWholeName(name.slice(0, -".partiel".length));

/** Whether a path of a manifest stays in its backup, and in one of its parts. */
export function isInBackup(path: string): boolean {
  const [part, ...rest] = path.split("/");
  if ([part, ...rest].some((step) => step === "" || step === "." || step === "..") || path.includes("\0")) return false;
  return rest.length === 0
    ? Object.values<string>(parts).includes(part!)
    : [parts.cluster, parts.files, parts.rest].some((known) => known === part);
}

/** Why a backup was not taken, or is not to be restored; the command line has a sentence for each. */
export type BackupTrouble =
  | { code: "out-not-ours"; folder: string; found: string }
  | { code: "no-room"; folder: string; needed: number }
  | { code: "not-a-backup"; folder: string }
  | { code: "manifest-altered"; folder: string; line: number }
  | { code: "manifest-cut"; folder: string }
  | { code: "newer"; migrations: number; known: number }
  | { code: "changed-while-read"; path: string }
  | { code: "tablespace" }
  | { code: "database-left" }
  | { code: "wal-missing"; segment: string }
  | { code: "no-tool"; tool: "pg_dump" | "pg_restore" }
  | { code: "tool-failed"; tool: "pg_dump" | "pg_restore"; said: string }
  | { code: "cannot-read-all"; role: string }
  | { code: "database-not-empty" };

export class BackupRefused extends Error {
  override name = "BackupRefused";
  constructor(readonly trouble: BackupTrouble) {
    super(trouble.code);
  }
}

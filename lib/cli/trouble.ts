import { ZodError } from "zod";
import { StorageAway } from "@/lib/access/refusals";
import { BackupRefused } from "@/lib/backups/backup";
import { backupWords } from "./backup-words";
import { words } from "./words";

/** What went wrong, in one sentence that says what to do: shown as it is, without a stack. */
export class Trouble extends Error {
  override name = "Trouble";
}

/** The command was asked to stop: not an error, nothing to explain. */
export class Stopped extends Error {
  override name = "Stopped";
}

/** Runs a command's body; whatever is thrown becomes one sentence on standard error and the exit code 1. */
export async function inWords(body: () => Promise<void>): Promise<void> {
  // A reader that leaves (`npm run demo | head`) must not turn the stop into a stack.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  try {
    await body();
  } catch (error) {
    process.exitCode = error instanceof Stopped ? 130 : 1;
    if (!(error instanceof Stopped)) process.stderr.write(`\n${explain(error)}\n`);
    if (process.env.GUICHET_DEBUG) console.error(error);
  }
}

/** Waits for work that cannot be interrupted, but no longer than the stop: what it does then no longer matters. */
export async function unlessStopped<T>(stop: AbortSignal, work: Promise<T>): Promise<T> {
  const stopped = new Promise<never>((_, reject) => {
    if (stop.aborted) reject(new Stopped());
    stop.addEventListener("abort", () => reject(new Stopped()), { once: true });
  });
  return Promise.race([work, stopped]);
}

/** The sentence for any error: the one it carries, the one of its system code, or its message. */
export function explain(error: unknown): string {
  if (error instanceof Trouble) return error.message;
  if (error instanceof BackupRefused) return backupWords.refused(error.trouble);
  if (error instanceof StorageAway) return words.storeAway;
  if (error instanceof ZodError) return explainSettings(error);
  if (error instanceof AggregateError && error.errors.length > 0) return explain(error.errors[0]);
  if (!(error instanceof Error)) return words.unexpected(String(error));
  const { code, path, syscall } = error as NodeJS.ErrnoException;
  if (isDiskFull(error)) return words.diskFull(path ?? process.env.GUICHET_DATA ?? process.cwd());
  if (path && (code === "EACCES" || code === "EPERM" || code === "EROFS")) return words.notWritable(path);
  if (path && code === "ENOENT" && syscall === "mkdir") return words.notWritable(path);
  if (path && (code === "ENOTDIR" || code === "EEXIST")) return words.notAFolder(path);
  return words.unexpected(error.message);
}

/** Whether this is the disk's fault: Node's own code, PostgreSQL's 53100, or a tool that says so in its output. */
export function isDiskFull(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (code === "ENOSPC" || code === "EDQUOT" || code === "53100") return true;
  return /ENOSPC|EDQUOT|no space left on device|disk quota exceeded/i.test(String(message));
}

function explainSettings(error: ZodError): string {
  const names = error.issues.map((issue) => String(issue.path[0])).filter((name) => /^[A-Z0-9_]+$/.test(name));
  if (names.length === 0) return words.unexpected(error.message);
  return [...new Set(names)].map((name) => words.badSetting(name, withoutSecrets(name))).join("\n");
}

/** What a setting holds, as a terminal may show it: no password of an address, no secret. */
function withoutSecrets(name: string): string {
  const value = process.env[name] ?? "";
  return name.endsWith("_SECRET") ? "…" : value.replace(/:\/\/([^/]*):[^/]*@/, "://$1:…@");
}

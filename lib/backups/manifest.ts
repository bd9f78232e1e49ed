import { createHash } from "node:crypto";
import { once } from "node:events";
import { createReadStream, createWriteStream, type WriteStream } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import {
  type BackupEnd,
  type BackupEntry,
  type BackupFile,
  type BackupHeader,
  BackupRefused,
  backupFormat,
  isInBackup,
  manifestName,
} from "./backup";

/** The list of a backup, one line of JSON each: its header, its files and folders, its end. However long, it is never whole in memory. */
export class ManifestWriter {
  private readonly hash = createHash("sha256");
  private readonly stream: WriteStream;
  private files = 0;
  private bytes = 0;

  constructor(
    private readonly folder: string,
    header: BackupHeader,
  ) {
    this.stream = createWriteStream(join(folder, manifestName), { flags: "wx", mode: 0o400 });
    this.stream.on("error", () => {});
    this.put(header);
  }

  async add(entry: BackupEntry): Promise<void> {
    if ("sha256" in entry) {
      this.files += 1;
      this.bytes += entry.size;
    }
    if (!this.put(entry)) await once(this.stream, "drain");
    if (this.stream.errored) throw this.stream.errored;
  }

  /** Writes the last line, without which a manifest counts for nothing; durable when it resolves. */
  async end(at: Date): Promise<BackupEnd> {
    const sha256 = this.hash.copy().digest("hex");
    const end: BackupEnd = { at: at.toISOString(), files: this.files, bytes: this.bytes, sha256 };
    this.put(end);
    this.stream.end();
    if (this.stream.errored) throw this.stream.errored;
    await once(this.stream, "close");
    await sync(join(this.folder, manifestName));
    return end;
  }

  close(): void {
    this.stream.destroy();
  }

  private put(line: BackupHeader | BackupEntry | BackupEnd): boolean {
    const text = `${JSON.stringify(line)}\n`;
    this.hash.update(text);
    return this.stream.write(text);
  }
}

/** Makes what was written in a file, or the names in a folder, outlive a power cut. */
export async function sync(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Reads a manifest to its end and holds it against its own hash. Throws BackupRefused when it is cut, altered, or not there. */
export async function readManifest(folder: string): Promise<{ header: BackupHeader; end: BackupEnd }> {
  const hash = createHash("sha256");
  let header: BackupHeader | undefined;
  let end: BackupEnd | undefined;
  let number = 0;
  for await (const text of linesOf(folder)) {
    number += 1;
    const line = parse(text, folder, number);
    if (end) throw new BackupRefused({ code: "manifest-altered", folder, line: number });
    if (number === 1) header = headerOf(line, folder);
    else if (isEnd(line)) end = line;
    else if (!isEntry(line)) throw new BackupRefused({ code: "manifest-altered", folder, line: number });
    if (!end) hash.update(`${text}\n`);
  }
  if (!header) throw new BackupRefused({ code: "not-a-backup", folder });
  if (!end) throw new BackupRefused({ code: "manifest-cut", folder });
  if (end.sha256 !== hash.digest("hex")) throw new BackupRefused({ code: "manifest-altered", folder, line: number });
  return { header, end };
}

/** Everything that a manifest lists under a prefix, in its order. The manifest was read to its end before. */
export async function* listEntries(folder: string, prefix = ""): AsyncGenerator<BackupEntry> {
  const beginning = JSON.stringify({ path: prefix }).slice(0, -2);
  for await (const text of linesOf(folder)) {
    if (text.startsWith(beginning)) yield JSON.parse(text) as BackupEntry;
  }
}

/** The same, without folders, by path. */
export async function readFiles(folder: string, prefix: string): Promise<Map<string, BackupFile>> {
  const found = new Map<string, BackupFile>();
  for await (const entry of listEntries(folder, prefix)) if ("sha256" in entry) found.set(entry.path, entry);
  return found;
}

async function* linesOf(folder: string): AsyncGenerator<string> {
  const source = createReadStream(join(folder, manifestName));
  try {
    await once(source, "open");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === "ENOENT" || code === "ENOTDIR" ? new BackupRefused({ code: "not-a-backup", folder }) : error;
  }
  yield* createInterface({ input: source, crlfDelay: 0 });
}

function parse(text: string, folder: string, line: number): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === "object" && parsed !== null) return parsed as Record<string, unknown>;
  } catch {
    // Said below, as any other line that makes no sense.
  }
  throw new BackupRefused({ code: "manifest-altered", folder, line });
}

function headerOf(line: Record<string, unknown>, folder: string): BackupHeader {
  if (line.format !== backupFormat) throw new BackupRefused({ code: "not-a-backup", folder });
  return line as unknown as BackupHeader;
}

function isEnd(line: object): line is BackupEnd {
  return "at" in line && "sha256" in line && !("path" in line);
}

function isEntry(line: Record<string, unknown>): boolean {
  const { path, size, sha256, folder } = line;
  if (typeof path !== "string" || !isInBackup(path)) return false;
  return folder === true || (Number.isSafeInteger(size) && /^[0-9a-f]{64}$/.test(String(sha256)));
}

import { createHash } from "node:crypto";
import { type FileHandle, link, mkdir, open, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pieceSize } from "@/lib/files/folder-storage";
import { roomIn } from "@/lib/files/room";
import { reservedRoom } from "@/lib/files/upload";
import { type BackupEnd, type BackupFile, type BackupHeader, BackupRefused, draftName } from "./backup";
import { ManifestWriter, readFiles, sync } from "./manifest";

/** While one file waits for the disk, another is read and hashed. */
export const filesAtOnce = 4;

/** Where the bytes of one file come from; `open` gives null when they are gone. */
export interface Source {
  size: number;
  open: () => Promise<Readable | null>;
  /** Such a file never changes under its name: the previous backup's is the same, unless this hash says otherwise. */
  unchanging?: { sha256: string | null };
}

/** So many bytes more, which end so many files. */
export type OnBytes = (bytes: number, files: 0 | 1) => void;

/** A backup in the making, under another name than its own. What the previous one holds already is linked, not copied. */
export class BackupDraft {
  readonly folder: string;
  linked = 0;
  private readonly manifest: ManifestWriter;
  private readonly made = new Set<string>();
  private known = new Map<string, BackupFile>();

  private constructor(
    private readonly out: string,
    private readonly name: string,
    private readonly previous: string | null,
    header: BackupHeader,
    private readonly onBytes: OnBytes,
  ) {
    this.folder = join(out, draftName(name));
    this.manifest = new ManifestWriter(this.folder, header);
  }

  static async begin(
    out: string,
    name: string,
    previous: string | null,
    header: BackupHeader,
    onBytes: OnBytes,
  ): Promise<BackupDraft> {
    await mkdir(join(out, draftName(name)), { mode: 0o700 });
    return new BackupDraft(out, name, previous, header, onBytes);
  }

  /** From now on, files under this prefix are compared with those of the previous backup. */
  async compareUnder(prefix: string): Promise<void> {
    this.known = this.previous ? await readFiles(this.previous, prefix) : new Map();
  }

  /** Puts one file in the backup; null when it was gone before it was read. */
  async keep(path: string, source: Source): Promise<BackupFile | null> {
    const entry = (await this.linkPrevious(path, source)) ?? (await this.copy(path, source));
    if (entry) await this.manifest.add(entry);
    return entry;
  }

  keepBytes(path: string, bytes: Buffer): Promise<BackupFile | null> {
    return this.keep(path, { size: bytes.length, open: async () => Readable.from([bytes]) });
  }

  async keepFolder(path: string): Promise<void> {
    await this.makeFolder(join(this.folder, path));
    await this.manifest.add({ path, folder: true });
  }

  /** Gives the backup its name: from here on it is one, whatever happens. */
  async finish(at: Date): Promise<BackupEnd & { folder: string }> {
    const end = await this.manifest.end(at);
    for (const folder of this.made) await sync(folder);
    await sync(this.folder);
    const whole = join(this.out, this.name);
    await rename(this.folder, whole);
    await sync(this.out);
    return { ...end, folder: whole };
  }

  async abandon(): Promise<void> {
    this.manifest.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  private async linkPrevious(path: string, { size, open: openSource, unchanging }: Source): Promise<BackupFile | null> {
    const known = this.known.get(path);
    if (!this.previous || !known || known.size !== size) return null;
    if (unchanging ? (unchanging.sha256 ?? known.sha256) !== known.sha256 : !(await isStill(known, openSource)))
      return null;
    const kept = join(this.previous, path);
    try {
      if ((await stat(kept)).size !== known.size) return null;
      await this.makeFolder(dirname(join(this.folder, path)));
      await link(kept, join(this.folder, path));
    } catch (error) {
      // Lost by the previous backup, or a file system without links: copied as if there had been none.
      if (["ENOENT", "EPERM", "EMLINK", "ENOTSUP", "EOPNOTSUPP"].includes((error as NodeJS.ErrnoException).code ?? ""))
        return null;
      throw error;
    }
    this.linked += 1;
    this.onBytes(size, 1);
    return known;
  }

  private async copy(path: string, { size, open: openSource }: Source): Promise<BackupFile | null> {
    if ((await roomIn(this.folder)) < size + reservedRoom)
      throw new BackupRefused({ code: "no-room", folder: this.out, needed: size + reservedRoom });
    const bytes = await openSource();
    if (!bytes) return null;
    const target = join(this.folder, path);
    await this.makeFolder(dirname(target));
    const written = await writeHashed(target, bytes, (length) => this.onBytes(length, 0), 0o400);
    this.onBytes(0, 1);
    return { path, ...written };
  }

  private async makeFolder(path: string): Promise<void> {
    if (this.made.has(path) || path === this.folder) return;
    await mkdir(path, { recursive: true, mode: 0o700 });
    for (let step = path; step !== this.folder; step = dirname(step)) this.made.add(step);
  }
}

async function isStill(known: BackupFile, openSource: Source["open"]): Promise<boolean> {
  const bytes = await openSource();
  if (!bytes) return false;
  const hash = createHash("sha256");
  for await (const piece of bytes) hash.update(piece as Buffer);
  return hash.digest("hex") === known.sha256;
}

/** Writes a new file, hashed on its way; durable when it resolves. */
export async function writeHashed(
  target: string,
  source: Readable,
  onBytes: (bytes: number) => void,
  mode: number,
): Promise<{ size: number; sha256: string }> {
  const hash = createHash("sha256");
  let size = 0;
  const file = await open(target, "wx", mode);
  try {
    for await (const piece of source) {
      hash.update(piece as Buffer);
      await file.writeFile(piece as Buffer);
      size += (piece as Buffer).length;
      onBytes((piece as Buffer).length);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { size, sha256: hash.digest("hex") };
}

/** Opens a file of this machine; null when it is gone. */
export async function openLocal(path: string): Promise<Readable | null> {
  let handle: FileHandle;
  try {
    handle = await open(path, "r");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  return handle.createReadStream({ highWaterMark: pieceSize });
}

import { createHash } from "node:crypto";
import { type FileHandle, open, rename, rm, stat } from "node:fs/promises";

export interface OutputOptions {
  /** In bytes: past it another file begins. */
  partSize?: number | undefined;
}

export interface Part {
  name: string;
  size: number;
  sha256: string;
}

/** Where a dump goes: one file, or numbered parts; nothing has its final name before all is durable. */
export interface DumpOutput {
  write(bytes: Buffer): Promise<void>;
  end(): Promise<Part[]>;
  abandon(): Promise<void>;
}

export function openOutput(path: string, { partSize }: OutputOptions = {}): DumpOutput {
  return new Parts(path, partSize);
}

const draftOf = (path: string) => `${path}.partiel`;

class Parts implements DumpOutput {
  private readonly done: { path: string; size: number; sha256: string }[] = [];
  private current: { path: string; file: FileHandle; hash: ReturnType<typeof createHash>; size: number } | null = null;

  constructor(
    private readonly path: string,
    private readonly partSize: number | undefined,
  ) {}

  async write(bytes: Buffer) {
    let rest = bytes;
    while (rest.length > 0) {
      this.current ??= await this.open();
      const room = this.partSize ? this.partSize - this.current.size : rest.length;
      const now = rest.subarray(0, room);
      this.current.hash.update(now);
      await this.current.file.appendFile(now);
      this.current.size += now.length;
      rest = rest.subarray(now.length);
      if (this.current.size === this.partSize) await this.close();
    }
  }

  async end(): Promise<Part[]> {
    await this.close();
    for (const { path } of this.done) await rename(draftOf(path), path);
    return this.done.map(({ path, size, sha256 }) => ({ name: path.split("/").at(-1)!, size, sha256 }));
  }

  async abandon() {
    await this.current?.file.close();
    for (const { path } of [...this.done, ...(this.current ? [this.current] : [])])
      await rm(draftOf(path), { force: true });
  }

  private async open() {
    const path = this.partSize ? `${this.path}.${String(this.done.length + 1).padStart(3, "0")}` : this.path;
    const taken = await stat(path).catch(() => null);
    if (taken) throw Object.assign(new Error(`${path} is there already.`), { code: "EEXIST", path });
    return { path, file: await open(draftOf(path), "wx", 0o600), hash: createHash("sha256"), size: 0 };
  }

  private async close() {
    if (!this.current) return;
    const { path, file, hash, size } = this.current;
    await file.sync();
    await file.close();
    this.done.push({ path, size, sha256: hash.digest("hex") });
    this.current = null;
  }
}

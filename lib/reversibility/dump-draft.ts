import { createHash } from "node:crypto";
import type { Manifest } from "./manifest";
import type { ZipWriter } from "./zip-writer";

export interface Progress {
  rowsTotal: number;
  rowsDone: number;
  bytesTotal: number;
  bytesDone: number;
}

const enough = 64 * 1024;
const newline = 10;

/** A dump while it is written: its entries with their hashes, and how far it is. */
export class DumpDraft {
  readonly progress: Progress = { rowsTotal: 0, rowsDone: 0, bytesTotal: 0, bytesDone: 0 };
  readonly entries: Manifest["entries"] = {};

  constructor(
    private readonly archive: ZipWriter,
    private readonly onProgress: (progress: Progress) => void,
  ) {}

  /** JSON Lines; gives how many. */
  async writeLines(name: string, content: AsyncIterable<Buffer>): Promise<number> {
    let lines = 0;
    await this.write(name, content, (bytes) => {
      const more = countLines(bytes);
      lines += more;
      this.progress.rowsDone += more;
    });
    return lines;
  }

  async writeText(name: string, text: string): Promise<void> {
    await this.write(name, only(Buffer.from(text)));
  }

  async write(name: string, content: AsyncIterable<Buffer>, look: (bytes: Buffer) => void = () => {}): Promise<void> {
    this.entries[name] = await this.hashed(content, look, (bytes) => this.archive.add({ name, compress: true }, bytes));
  }

  /** A file, whose name is its hash: it is not one of `entries`. */
  async writeFile(name: string, content: AsyncIterable<Buffer>) {
    return this.hashed(
      content,
      (bytes) => {
        this.progress.bytesDone += bytes.length;
      },
      (bytes) => this.archive.add({ name, compress: name.endsWith(".eml") }, bytes),
    );
  }

  private async hashed(
    content: AsyncIterable<Buffer>,
    look: (bytes: Buffer) => void,
    add: (bytes: AsyncIterable<Buffer>) => Promise<void>,
  ) {
    const hash = createHash("sha256");
    let size = 0;
    const { progress, onProgress } = this;
    async function* watched() {
      for await (const bytes of regroup(content)) {
        hash.update(bytes);
        size += bytes.length;
        look(bytes);
        yield bytes;
        onProgress(progress);
      }
    }
    await add(watched());
    return { size, sha256: hash.digest("hex") };
  }
}

function countLines(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) lines += 1;
  return lines;
}

async function* only(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

/** PostgreSQL sends row by row: small pieces are put together before anything is done with them. */
export async function* regroup(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let size = 0;
  for await (const bytes of content) {
    waiting.push(bytes);
    size += bytes.length;
    if (size < enough) continue;
    yield waiting.length === 1 ? bytes : Buffer.concat(waiting, size);
    waiting = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(waiting, size);
}

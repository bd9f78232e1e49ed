import { type FileHandle, open, stat } from "node:fs/promises";
import { PassThrough, Readable } from "node:stream";
import { RandomAccessReader } from "yauzl";

interface Part {
  path: string;
  start: number;
  size: number;
}

/** The files of which a dump is made, in their order: itself, or `.001`, `.002`… Throws ENOENT. */
export async function findParts(path: string): Promise<Part[]> {
  const whole = await stat(path).catch(() => null);
  if (whole) return [{ path, start: 0, size: whole.size }];
  const parts: Part[] = [];
  for (let start = 0; ; start += parts.at(-1)!.size) {
    const name = `${path}.${String(parts.length + 1).padStart(3, "0")}`;
    const found = await stat(name).catch(() => null);
    if (found) parts.push({ path: name, start, size: found.size });
    else if (parts.length > 0) return parts;
    else await stat(path);
  }
}

/** Several files read as one. */
export class PartReader extends RandomAccessReader {
  private readonly files = new Map<string, Promise<FileHandle>>();

  constructor(private readonly parts: Part[]) {
    super();
  }

  override _readStreamForRange(start: number, end: number): PassThrough {
    const stream = Readable.from(this.bytesOf(start, end), { objectMode: false });
    const passed = new PassThrough({ highWaterMark: 256 * 1024 });
    stream.on("error", (error) => passed.destroy(error));
    passed.on("close", () => stream.destroy());
    return stream.pipe(passed);
  }

  override close(done: (error: Error | null) => void): void {
    Promise.all([...this.files.values()].map(async (file) => (await file).close())).then(() => done(null), done);
  }

  private async *bytesOf(start: number, end: number): AsyncGenerator<Buffer> {
    for (let at = start; at < end; ) {
      const part = this.parts.find((each) => at < each.start + each.size);
      if (!part) throw new RangeError("The dump ends before its last entry.");
      const length = Math.min(256 * 1024, end - at, part.start + part.size - at);
      const { bytesRead, buffer } = await (await this.fileAt(part.path)).read(
        Buffer.allocUnsafe(length),
        0,
        length,
        at - part.start,
      );
      if (bytesRead === 0) throw new RangeError("The dump ends before its last entry.");
      yield buffer.subarray(0, bytesRead);
      at += bytesRead;
    }
  }

  private fileAt(path: string): Promise<FileHandle> {
    const known = this.files.get(path) ?? open(path, "r");
    this.files.set(path, known);
    return known;
  }
}

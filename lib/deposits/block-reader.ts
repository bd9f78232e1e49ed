import { Readable } from "node:stream";
import { RandomAccessReader } from "yauzl";
import type { Bytes } from "./listing";

const blockSize = 256 * 1024;

/** Reads a ZIP wherever it is kept; the directory's many small pieces come out of one block at a time. */
export class BlockReader extends RandomAccessReader {
  private block: Buffer = Buffer.alloc(0);
  private start = 0;

  constructor(private readonly bytes: Bytes) {
    super();
  }

  override read(
    target: Buffer,
    offset: number,
    length: number,
    position: number,
    done: (error: Error | null, read?: number) => void,
  ) {
    this.fill(target, offset, length, position).then(() => done(null, length), done);
  }

  override _readStreamForRange(start: number, end: number) {
    return Readable.from(this.stream(start, end), { objectMode: false }) as never;
  }

  private async *stream(start: number, end: number) {
    if (end > start) yield* await this.bytes.open({ start, end: end - 1 });
  }

  private async fill(target: Buffer, offset: number, length: number, position: number) {
    if (position < 0 || position + length > this.bytes.size) throw new Error("past the end");
    if (length > blockSize) {
      (await this.pieces(position, length)).copy(target, offset);
      return;
    }
    if (position < this.start || position + length > this.start + this.block.length) {
      this.start = position;
      this.block = await this.pieces(position, Math.min(blockSize, this.bytes.size - position));
    }
    this.block.copy(target, offset, position - this.start, position - this.start + length);
  }

  private async pieces(start: number, length: number): Promise<Buffer> {
    const stream = await this.bytes.open({ start, end: start + length - 1 });
    return Buffer.concat(await stream.toArray());
  }
}

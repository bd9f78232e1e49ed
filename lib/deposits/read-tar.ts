import type { Entry } from "./listing";

const block = 512;
/** Bytes of the longest extended header that is read: names do not need more. */
const longestHeader = 1024 ** 2;

export class BrokenTar extends Error {}

interface Header {
  path: string;
  size: number;
  type: string;
}

/** Whether 512 bytes are the head of a tar: their checksum says so. */
export function isTarHead(head: Buffer): boolean {
  if (head.length < block) return false;
  const said = Number.parseInt(head.toString("latin1", 148, 156).replace(/[\0 ]/g, ""), 8);
  let sum = 0;
  for (let i = 0; i < block; i++) sum += i >= 148 && i < 156 ? 32 : head[i]!;
  return sum > 256 && said === sum;
}

/** The entries of a tar (ustar, pax, GNU) as its bytes pass; contents are skipped. Throws BrokenTar. */
export async function* readTar(
  chunks: AsyncIterable<Buffer>,
): AsyncGenerator<{ entry: Omit<Entry, "flags">; flags: string[] }> {
  const bytes = new Taking(chunks);
  let longName: string | null = null;
  let extended: { path?: string; size?: number } = {};
  for (;;) {
    const head = await bytes.take(block);
    if (!head || head.every((byte) => byte === 0)) return;
    if (!isTarHead(head)) throw new BrokenTar();
    const header = readHeader(head);
    if ("xgLK".includes(header.type)) {
      if (header.size > longestHeader) throw new BrokenTar();
      const content = (await bytes.take(padded(header.size)))?.subarray(0, header.size);
      if (!content) throw new BrokenTar();
      if (header.type === "x") extended = readExtended(content);
      if (header.type === "L") longName = content.toString("utf8").replace(/\0+$/, "");
      continue;
    }
    const size = extended.size ?? header.size;
    const path = extended.path ?? longName ?? header.path;
    [longName, extended] = [null, {}];
    yield { entry: { path, size, directory: header.type === "5" }, flags: flagsOfType(header.type) };
    if (!(await bytes.skip(padded(size)))) throw new BrokenTar();
  }
}

function flagsOfType(type: string): string[] {
  if (type === "1" || type === "2") return ["link"];
  return "346".includes(type) ? ["special"] : [];
}

const padded = (size: number) => Math.ceil(size / block) * block;

function readHeader(head: Buffer): Header {
  const text = (start: number, length: number) => head.toString("utf8", start, start + length).replace(/\0.*$/s, "");
  const prefix = text(257, 5) === "ustar" && text(263, 2) === "00" ? text(345, 155) : "";
  const type = String.fromCharCode(head[156]!).replace(/[\0]/, "0");
  const size = "12345".includes(type) ? 0 : readSize(head.subarray(124, 136));
  return { path: prefix ? `${prefix}/${text(0, 100)}` : text(0, 100), size, type };
}

/** Octal digits, or base 256 for what is larger than they can say. */
function readSize(field: Buffer): number {
  const size =
    field[0]! & 0x80
      ? Number(BigInt(`0x${field.toString("hex")}`) & ((1n << 95n) - 1n))
      : Number.parseInt(field.toString("latin1").replace(/[\0 ]/g, "") || "0", 8);
  if (!Number.isSafeInteger(size) || size < 0) throw new BrokenTar();
  return size;
}

/** `27 path=…\n` for each record; their length is in bytes. */
function readExtended(content: Buffer): { path?: string; size?: number } {
  const found: { path?: string; size?: number } = {};
  for (let at = 0; at < content.length; ) {
    const space = content.indexOf(32, at);
    const length = Number.parseInt(content.toString("latin1", at, space), 10);
    if (space < 0 || !(length > 0)) break;
    const record = content.toString("utf8", space + 1, at + length - 1);
    if (record.startsWith("path=")) found.path = record.slice(5);
    if (record.startsWith("size=")) found.size = Number(record.slice(5)) || 0;
    at += length;
  }
  return found;
}

/** Takes exact pieces out of a stream of any pieces, keeping no more than one of them and what is asked. */
class Taking {
  private readonly source: AsyncIterator<Buffer>;
  private held: Buffer = Buffer.alloc(0);

  constructor(chunks: AsyncIterable<Buffer>) {
    this.source = chunks[Symbol.asyncIterator]();
  }

  async take(length: number): Promise<Buffer | null> {
    const parts: Buffer[] = [];
    for (let missing = length; missing > 0; ) {
      if (this.held.length === 0 && !(await this.next())) return null;
      const part = this.held.subarray(0, missing);
      this.held = this.held.subarray(part.length);
      parts.push(part);
      missing -= part.length;
    }
    return Buffer.concat(parts);
  }

  async skip(length: number): Promise<boolean> {
    for (let left = length; left > 0; ) {
      if (this.held.length === 0 && !(await this.next())) return false;
      const passed = Math.min(left, this.held.length);
      this.held = this.held.subarray(passed);
      left -= passed;
    }
    return true;
  }

  private async next(): Promise<boolean> {
    const { value, done } = await this.source.next();
    this.held = done ? Buffer.alloc(0) : value;
    return !done;
  }
}

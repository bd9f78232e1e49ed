import { Readable } from "node:stream";

const longestHead = 64 * 1024;

/** Looks at the beginning of a message that passes by, for the one header that is wanted before anybody reads it. */
export class MailHead {
  private readonly chunks: Buffer[] = [];
  private length = 0;

  /** The same message, watched; a stream of more than `most` bytes, or one that breaks off, ends in an error. */
  of(raw: Buffer | Readable, most: number): Buffer | Readable {
    if (!Buffer.isBuffer(raw)) return Readable.from(this.watch(raw, most), { objectMode: false });
    if (raw.length > most) throw new MailTooLarge();
    this.keep(raw);
    return raw;
  }

  /** The Message-ID with its angle brackets; null when there is none in the first 64 KB of headers. */
  messageId(): string | null {
    const [headers = ""] = Buffer.concat(this.chunks)
      .toString("latin1")
      .split(/\r?\n\r?\n/, 1);
    return /^message-id:\s*(<[^<>\s]{1,996}>)/im.exec(headers)?.[1] ?? null;
  }

  private async *watch(raw: Readable, most: number): AsyncGenerator<Buffer> {
    let size = 0;
    for await (const chunk of raw as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > most) throw new MailTooLarge();
      this.keep(chunk);
      yield chunk;
    }
  }

  private keep(chunk: Buffer) {
    if (this.length >= longestHead) return;
    this.chunks.push(Buffer.from(chunk.subarray(0, longestHead - this.length)));
    this.length += chunk.length;
  }
}

/** The message is larger than any door takes. */
export class MailTooLarge extends Error {}

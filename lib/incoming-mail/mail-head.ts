import { Readable } from "node:stream";

const longestHead = 64 * 1024;
const smallMail = 256 * 1024;

/** Looks at the beginning of a message that passes by, for the one header that is wanted before anybody reads it. */
export class MailHead {
  private readonly chunks: Buffer[] = [];
  private length = 0;

  /** The same message: a small one whole in memory. More than `most` bytes, or a stream that breaks off, ends in an error. */
  async of(raw: Buffer | Readable, most: number): Promise<Buffer | Readable> {
    if (Buffer.isBuffer(raw)) return this.seen(raw, most);
    const chunks: Buffer[] = [];
    let size = 0;
    const source = (raw as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
    for (;;) {
      const { done, value } = await source.next();
      if (done) return this.seen(Buffer.concat(chunks), most);
      chunks.push(value);
      size += value.length;
      if (size > smallMail) return Readable.from(this.watch(chunks, source, most), { objectMode: false });
    }
  }

  /** The Message-ID with its angle brackets; null when there is none in the first 64 KB of headers. */
  messageId(): string | null {
    const [headers = ""] = Buffer.concat(this.chunks)
      .toString("latin1")
      .split(/\r?\n\r?\n/, 1);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: an identifier holds none, and no column takes NUL
    return /^message-id:\s*(<[^<>\s\u0000-\u001f\u007f-\u009f]{1,996}>)/im.exec(headers)?.[1] ?? null;
  }

  private seen(whole: Buffer, most: number): Buffer {
    if (whole.length > most) throw new MailTooLarge();
    this.keep(whole);
    return whole;
  }

  private async *watch(first: Buffer[], rest: AsyncIterator<Buffer>, most: number): AsyncGenerator<Buffer> {
    let size = 0;
    try {
      for (let next = first.shift(); ; next = first.shift()) {
        const chunk = next ?? (await takeNext(rest));
        if (!chunk) return;
        size += chunk.length;
        if (size > most) throw new MailTooLarge();
        this.keep(chunk);
        yield chunk;
      }
    } finally {
      await rest.return?.();
    }
  }

  private keep(chunk: Buffer) {
    if (this.length >= longestHead) return;
    this.chunks.push(Buffer.from(chunk.subarray(0, longestHead - this.length)));
    this.length += chunk.length;
  }
}

async function takeNext(source: AsyncIterator<Buffer>): Promise<Buffer | null> {
  const { done, value } = await source.next();
  return done ? null : value;
}

/** The message is larger than any door takes. */
export class MailTooLarge extends Error {}

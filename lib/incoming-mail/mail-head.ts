import { Transform } from "node:stream";

const longestHead = 64 * 1024;

/** Looks at the beginning of a message that passes by, for the one header that is wanted before anybody reads it. */
export class MailHead {
  private readonly chunks: Buffer[] = [];
  private length = 0;

  of(bytes: Buffer): Buffer {
    this.keep(bytes);
    return bytes;
  }

  tap(): Transform {
    return new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        this.keep(chunk);
        done(null, chunk);
      },
    });
  }

  /** The Message-ID with its angle brackets; null when there is none in the first 64 KB of headers. */
  messageId(): string | null {
    const [headers = ""] = Buffer.concat(this.chunks)
      .toString("latin1")
      .split(/\r?\n\r?\n/, 1);
    return /^message-id:\s*(<[^<>\s]{1,996}>)/im.exec(headers)?.[1] ?? null;
  }

  private keep(chunk: Buffer) {
    if (this.length >= longestHead) return;
    this.chunks.push(Buffer.from(chunk.subarray(0, longestHead - this.length)));
    this.length += chunk.length;
  }
}

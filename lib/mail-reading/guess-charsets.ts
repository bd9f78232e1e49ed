import { Transform, type TransformCallback } from "node:stream";
import type { MailParser } from "mailparser";

/** What mailparser 3.14 does inside: not documented, therefore described here alone and watched by the tests. */
interface Insides {
  createNode(node: unknown): { charset?: string; contentType?: string | false; isAttachment?: boolean } | undefined;
  decoder: { decodeStream(charset: string): Transform };
}

const ours = "x-guichet-guessed";
const unsure = /^(utf-?8|us-?ascii|ascii|unknown-8bit|x-unknown)?$/i;
/** Where an HTML page says its charset. */
const longestHead = 4_096;

/**
 * Has the parser read text as what its bytes are, where its charset is missing, or is said to be UTF-8 or ASCII and is not: mailparser
 * takes those as UTF-8 whatever they hold, and half of French is lost.
 */
export function guessCharsets(parser: MailParser) {
  const insides = parser as unknown as Insides;
  const createNode = insides.createNode.bind(insides);
  const decodeStream = insides.decoder.decodeStream.bind(insides.decoder);
  insides.createNode = (node) => {
    const made = createNode(node);
    if (made && !made.isAttachment && /^text\//i.test(made.contentType || "") && unsure.test(made.charset ?? ""))
      made.charset = ours;
    return made;
  };
  insides.decoder.decodeStream = (charset) => (charset === ours ? new Guess() : decodeStream(charset));
}

/** Gives UTF-8, once the whole part has gone by. */
class Guess extends Transform {
  private readonly chunks: Buffer[] = [];

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback) {
    this.chunks.push(chunk);
    done();
  }

  override _flush(done: TransformCallback) {
    const bytes = Buffer.concat(this.chunks);
    done(null, isUtf8(bytes) ? bytes : Buffer.from(decode(bytes), "utf8"));
  }
}

/** Valid, or damaged somewhere: one letter of several bytes is enough, since text of other charsets holds none by chance. */
function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}/.test(bytes.toString("latin1"));
  }
}

/** As its page says, else as the old programs of this side of Europe write. */
function decode(bytes: Buffer): string {
  const head = bytes.subarray(0, longestHead).toString("latin1");
  const said = /<meta[^>]{0,200}charset\s*=\s*["']?([\w.:-]{1,40})/i.exec(head)?.[1] ?? "windows-1252";
  try {
    return new TextDecoder(/^utf-?(7|8|16)/i.test(said) ? "windows-1252" : said).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

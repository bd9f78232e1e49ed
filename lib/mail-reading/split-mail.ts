import { createReadStream } from "node:fs";
import type { Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { type AttachmentStream, type HeaderLines, type Headers, MailParser } from "mailparser";
import { type CollectedFile, collectFile } from "./collect-file";
import { guessCharsets } from "./guess-charsets";
import type { MailLimits, MailSource } from "./mail";
import type { MailPart } from "./mail-part";
import type { UnreadableReason } from "./unreadable";

export type MailPieces = { lines: HeaderLines; headers: Headers; root: MailPart; files: CollectedFile[] };

const parserOptions = {
  // mailparser's own HTML-to-text takes half a minute for some mails of 5 MB: `extract-text.ts` does it instead.
  skipHtmlToText: true,
  skipTextToHtml: true,
  skipTextLinks: true,
  skipImageLinks: true,
  keepDeliveryStatus: true,
  ignoreEmbedded: true,
  checksumAlgo: false,
  maxHeadSize: 1024 * 1024,
  maxChildNodes: 1_000,
} as const;

/** A full disk or a missing folder says nothing against the message: it is tried again later. */
const notTheMailsFault = /^E(NOSPC|DQUOT|ROFS|ACCES|PERM|NOENT|NOTDIR|ISDIR|MFILE|NFILE|IO)$/;

/** Takes a raw message apart with mailparser; rejects only when the source or the spill folder cannot be used. */
export function splitMail(
  source: MailSource,
  spill: MailLimits["spill"],
): Promise<MailPieces | { unreadable: UnreadableReason }> {
  return new Promise((resolve, reject) => {
    const parser = new MailParser(parserOptions);
    guessCharsets(parser);
    const files: Promise<CollectedFile>[] = [];
    const stop = (error: Error & { code?: string }) => {
      parser.destroy();
      if (notTheMailsFault.test(error.code ?? "")) reject(error);
      else resolve({ unreadable: reasonOf(error) });
    };
    parser.on("error", stop);
    parser.on("data", (piece) => {
      if (piece.type === "attachment") files.push(takeFile(piece, files.length + 1, spill));
      files.at(-1)?.catch(stop);
    });
    parser.on("end", () => gatherPieces(parser, files).then(resolve, stop));
    feed(parser, source, stop);
  });
}

async function takeFile(piece: AttachmentStream, position: number, spill: MailLimits["spill"]): Promise<CollectedFile> {
  const file = await collectFile(piece, position, spill);
  piece.release?.();
  return file;
}

/** The parser may end before its last part is decoded: it does not wait for a message that is one file. */
async function gatherPieces(parser: MailParser, files: Promise<CollectedFile>[]): ReturnType<typeof splitMail> {
  const { tree } = parser as unknown as { tree: MailPart | false };
  if (!tree || !parser.headers || !parser.headerLines) return { unreadable: "empty" };
  await Promise.all(listTextStreams(tree).map((stream) => finished(stream, { writable: false })));
  return { lines: parser.headerLines, headers: parser.headers, root: tree, files: await Promise.all(files) };
}

function listTextStreams({ contentStream, children }: MailPart): Readable[] {
  const own = contentStream && !contentStream.readableEnded ? [contentStream] : [];
  return [...own, ...children.flatMap(listTextStreams)];
}

function feed(parser: MailParser, source: MailSource, stop: (error: Error) => void) {
  if ("bytes" in source) {
    parser.end(source.bytes);
    return;
  }
  const stream = createReadStream(source.file);
  stream.on("error", stop);
  parser.on("close", () => stream.destroy());
  stream.pipe(parser);
}

function reasonOf({ message }: Error): UnreadableReason {
  if (/child nodes/i.test(message)) return "too-many-parts";
  return /head/i.test(message) ? "headers-too-long" : "malformed";
}

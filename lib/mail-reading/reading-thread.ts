import { parentPort } from "node:worker_threads";
import type { MailHeaders, MailLimits, MailSource, ReadMail } from "./mail";
import { parseHeadersOnly, parseMail } from "./parse-mail";

/** `limits: null` asks for the headers alone. */
export type ReadingRequest = { source: { bytes: ArrayBuffer } | { file: string }; limits: MailLimits | null };
export type ReadingAnswer = { ready: true } | { mail: ReadMail | MailHeaders } | { failed: Error };

const port = parentPort;
if (!port) throw new Error("reading-thread runs in a worker thread only");

port.on("message", async ({ source, limits }: ReadingRequest) => {
  const opened: MailSource = "file" in source ? source : { bytes: Buffer.from(source.bytes) };
  try {
    const mail = limits === null ? await parseHeadersOnly(opened) : await parseMail(opened, limits);
    port.postMessage({ mail } satisfies ReadingAnswer, listBuffers(mail));
  } catch (error) {
    port.postMessage({ failed: error instanceof Error ? error : new Error(String(error)) } satisfies ReadingAnswer);
  }
});
port.postMessage({ ready: true } satisfies ReadingAnswer);

/** Attachments that own their memory change hands without a copy; small ones live in Node's shared pool. */
function listBuffers(mail: ReadMail | MailHeaders): ArrayBuffer[] {
  if (!("attachments" in mail)) return [];
  const buffers = mail.attachments.flatMap(({ content }) => ("bytes" in content ? [content.bytes] : []));
  return buffers
    .filter(({ buffer, byteLength }) => byteLength > 0 && byteLength === buffer.byteLength)
    .map(({ buffer }) => buffer as ArrayBuffer);
}

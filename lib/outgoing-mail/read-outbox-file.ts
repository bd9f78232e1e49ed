import { readFile } from "node:fs/promises";
import { outboxPath } from "./deliver-mail";

/** What was written in the outbox folder for a mail: its headers and its plain text, decoded; null when it left by SMTP. */
export async function readOutboxFile(id: string): Promise<{ headers: string; text: string; raw: string } | null> {
  const raw = await readFile(outboxPath(id), "utf8").catch(() => null);
  if (raw === null) return null;
  const [headers = ""] = raw.split("\r\n\r\n", 1);
  return { headers, text: plainPart(raw), raw };
}

/** Our own mails have one plain part, in quoted-printable. */
function plainPart(raw: string): string {
  const start = raw.indexOf("Content-Type: text/plain");
  const body = raw.slice(raw.indexOf("\r\n\r\n", start) + 4);
  const end = body.search(/\r\n--/);
  return decodeQuotedPrintable(end < 0 ? body : body.slice(0, end));
}

function decodeQuotedPrintable(text: string): string {
  const joined = text.replace(/=\r\n/g, "").replace(/\r\n/g, "\n");
  const bytes = joined.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}

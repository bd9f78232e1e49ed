import type { HeaderLines, Headers } from "mailparser";
import { comparableAddress } from "@/lib/outgoing-mail/comparable-address";
import { loopHeader } from "@/lib/outgoing-mail/loop-header";
import { readThreadGuid } from "@/lib/outgoing-mail/thread-index";
import { cleanLine } from "./clean-text";
import type { AutomaticMarks, MailAddress, MailHeaders, TraceLine } from "./mail";
import { readAddresses } from "./mail-address";

const maxIdentifiers = 200;
const maxTrace = 60;
const longestTrace = 10_000;
const autoReplyHeader = /^x-(?:[a-z]+-){0,3}auto-?(?:reply|respond(?:er)?|answer|response)(?:-from)?$|^x-vacation$/;
const ruleHeaders = ["x-ms-exchange-generated-message-source", "x-ms-exchange-inbox-rules-loop"];
const deliveryHeaders = ["delivered-to", "x-original-to", "envelope-to"];
const utf8 = new TextDecoder("utf-8", { fatal: true });
const windows1252 = new TextDecoder("windows-1252");

/** What the header block says, from mailparser's raw lines and from its decoded map; throws nothing. */
export function readMailHeaders(lines: HeaderLines, decoded: Headers): MailHeaders {
  const values = unfoldLines(lines);
  const all = (key: string) => values.get(key) ?? [];
  const from = all("from").flatMap(readAddresses);
  return {
    from: from[0] ?? null,
    severalFrom: from.length > 1 || all("from").length > 1,
    sender: firstAddress(all("sender")),
    replyTo: firstAddress(all("reply-to")),
    to: all("to").flatMap(readAddresses),
    cc: all("cc").flatMap(readAddresses),
    deliveredTo: deliveryHeaders
      .flatMap(all)
      .flatMap(readAddresses)
      .map(({ address }) => address),
    subject: readSubject(all("subject")[0] ?? "", decoded),
    date: readDate(all("date")[0]),
    messageId: readMessageId(decoded),
    inReplyTo: readIdentifiers(decoded, "in-reply-to"),
    references: readIdentifiers(decoded, "references"),
    failedRecipient: firstAddress(all("x-failed-recipients"))?.address ?? null,
    returnPath: readReturnPath(all("return-path")[0]),
    automatic: readAutomaticMarks(all, [...values.keys()]),
    threadGuid: readThreadGuid(all("thread-index")[0] ?? ""),
    trace: readTrace(lines),
    signatureCount: all("dkim-signature").length,
    loopMarks: all(loopHeader.toLowerCase()).slice(0, 10),
  };
}

function unfoldLines(lines: HeaderLines): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (const { key, line } of lines) {
    const value = unfold(line);
    const known = values.get(key);
    if (known) known.push(value);
    else values.set(key, [value]);
  }
  return values;
}

function unfold(line: string): string {
  return decodeBytes(line.slice(line.indexOf(":") + 1))
    .replace(/\r?\n/g, "")
    .trim();
}

function readTrace(lines: HeaderLines): TraceLine[] {
  const kinds: Record<string, TraceLine["kind"]> = { received: "received", "authentication-results": "results" };
  return lines
    .filter(({ key }) => Object.hasOwn(kinds, key))
    .slice(0, maxTrace)
    .map(({ key, line }) => ({ kind: kinds[key]!, value: unfold(line).slice(0, longestTrace) }));
}

/** Header lines come as one character per byte: UTF-8 (RFC 6532), or what old clients of this side of Europe send. */
function decodeBytes(line: string): string {
  const bytes = Buffer.from(line, "latin1");
  try {
    return utf8.decode(bytes);
  } catch {
    return windows1252.decode(bytes);
  }
}

function firstAddress(values: string[]): MailAddress | null {
  return values.flatMap(readAddresses)[0] ?? null;
}

function readSubject(raw: string, decoded: Headers): string {
  const subject = String(decoded.get("subject") ?? "");
  const rawIsBetter = subject.includes("\ufffd") && !raw.includes("\ufffd") && !raw.includes("=?");
  return cleanLine(rawIsBetter ? raw : subject, 1_000);
}

/** Null instead of mailparser's "now" when there is no date, or none that a calendar of this age holds. */
function readDate(value: string | undefined): Date | null {
  if (!value || value.length > 200) return null;
  const date = new Date(value);
  const year = date.getUTCFullYear();
  return year >= 1970 && year < 2200 ? date : null;
}

function readMessageId(decoded: Headers): string | null {
  const [identifier] = findIdentifiers(joined(decoded, "message-id").replace(/\s+/g, ""));
  return identifier ?? null;
}

/** At most 200: the first, which opened the thread, and the last ones. */
function readIdentifiers(decoded: Headers, key: string): string[] {
  const found = [...new Set(findIdentifiers(joined(decoded, key)))];
  return found.length <= maxIdentifiers ? found : [...found.slice(0, 1), ...found.slice(1 - maxIdentifiers)];
}

function findIdentifiers(value: string): string[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: an identifier holds none
  return value.toWellFormed().match(/<[^<>\s\u0000-\u001f\u007f-\u009f]{1,996}>/g) ?? [];
}

function joined(decoded: Headers, key: string): string {
  const value = decoded.get(key);
  return Array.isArray(value) ? value.join(" ") : String(value ?? "");
}

function readReturnPath(value: string | undefined): string | null {
  if (value === undefined) return null;
  return /^<\s*>$/.test(value) ? "" : comparableAddress(value.replace(/^<|>$/g, ""));
}

function readAutomaticMarks(all: (key: string) => string[], keys: string[]): AutomaticMarks {
  const word = (key: string) => {
    const value = all(key)[0]
      ?.replace(/[;(].*/s, "")
      .trim()
      .toLowerCase()
      .slice(0, 100);
    return value || null;
  };
  return {
    autoSubmitted: word("auto-submitted"),
    precedence: word("precedence"),
    responseSuppress: word("x-auto-response-suppress"),
    autoReplyHeader: keys.some((key) => autoReplyHeader.test(key)),
    mailboxRule: ruleHeaders.some((key) => all(key).length > 0),
    calendarReply: false,
    list: keys.some((key) => key.startsWith("list-")),
    report: readReportType(all("content-type")[0] ?? ""),
  };
}

function readReportType(contentType: string): string | null {
  if (!/^multipart\/report\b/i.test(contentType)) return null;
  return /report-type\s*=\s*"?([a-z-]{1,60})/i.exec(contentType)?.[1]?.toLowerCase() ?? "unknown";
}

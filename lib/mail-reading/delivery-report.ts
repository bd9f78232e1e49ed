import { comparableAddress } from "@/lib/outgoing-mail/comparable-address";
import { cleanLine } from "./clean-text";
import type { CollectedFile } from "./collect-file";
import type { DeliveryReport, MailHeaders } from "./mail";

const longestLook = 64 * 1024;
const machine = /^(mailer-daemon|mail-daemon|postmaster)([.+_-].*)?@/;
const merelyLate = /\b(delayed|warning|will be retried|still being retried|en attente|retard|différé)\b/i;

/** Reads the report that a message is; null for a message that is none. */
export function readDeliveryReport(headers: MailHeaders, text: string, files: CollectedFile[]): DeliveryReport | null {
  const isReport = headers.automatic.report === "delivery-status";
  if (!isReport && headers.returnPath !== "" && !machine.test(headers.from?.address ?? "") && !headers.failedRecipient)
    return null;
  const returned = files.filter(({ type }) => /^(text\/rfc822-headers|message\/)/i.test(type)).map(beginningOf);
  const told = [text.slice(0, longestLook), ...returned].join("\n");
  const fields = files.filter(({ type }) => /^message\/(global-)?delivery-status$/i.test(type)).map(beginningOf);
  return { ...(readFields(fields.join("\n\n")) ?? readWords(headers, text)), originals: listOriginals(told) };
}

type Told = Omit<DeliveryReport, "originals">;

/** The first recipient whose action is "failed", else the first one. */
function readFields(fields: string): Told | null {
  const groups = fields
    .replace(/\r\n?/g, "\n")
    .replace(/\n[ \t]+/g, " ")
    .split(/\n\s*\n/)
    .map(fieldsOf)
    .filter((group) => group.has("final-recipient") || group.has("original-recipient") || group.has("action"));
  const group = groups.find((one) => one.get("action")?.startsWith("failed")) ?? groups[0];
  if (!group) return null;
  const status = statusIn(group.get("status") ?? "");
  const action = group.get("action") ?? (status?.startsWith("5") ? "failed" : "");
  return {
    recipient: addressIn(group.get("original-recipient")) || addressIn(group.get("final-recipient")),
    status: status ?? statusIn(group.get("diagnostic-code") ?? ""),
    diagnostic: cleanLine((group.get("diagnostic-code") ?? "").replace(/^[a-z0-9-]+\s*;\s*/i, ""), 300) || null,
    failed: action.startsWith("failed"),
  };
}

function fieldsOf(group: string): Map<string, string> {
  const lines = group.split("\n").map((line) => /^([a-z-]{1,60}):\s*(.*)$/i.exec(line));
  const found = lines
    .filter((line) => line !== null)
    .map(([, name = "", value = ""]) => [name.toLowerCase(), value.trim()]);
  return new Map(found as [string, string][]);
}

/** Reports in prose: an address and a code are looked for where servers write them. */
function readWords({ subject, failedRecipient }: MailHeaders, text: string): Told {
  const beginning = text.slice(0, 10_000);
  const line = beginning.split("\n").find((one) => statusIn(one) !== null || /\b[45]\d\d[ -]\S/.test(one)) ?? "";
  const refused = /\b([45])\d\d[ -]/.exec(line)?.[1];
  return {
    recipient: failedRecipient ?? addressIn(/<([^<>\s]{3,254}@[^<>\s]{1,253})>/.exec(beginning)?.[1]),
    status: statusIn(line) ?? (refused ? `${refused}.0.0` : null),
    diagnostic: cleanLine(line, 300) || null,
    failed: !merelyLate.test(subject) && !merelyLate.test(beginning.slice(0, 500)),
  };
}

function statusIn(text: string): string | null {
  return /(?:^|[^\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.]*\d)/.exec(text)?.[1] ?? null;
}

function addressIn(value: string | undefined): string {
  const plain = (value ?? "").replace(/^[a-z0-9-]+\s*;\s*/i, "").replace(/^<|>$/g, "");
  return comparableAddress(plain.trim()) ?? "";
}

function listOriginals(text: string): string[] {
  const found = [...text.matchAll(/^[>\s]{0,6}(?:message-id|x-original-message-id)\s*:\s*(<[^<>\s]{1,996}>)/gim)];
  return [...new Set(found.map(([, id]) => id!))].slice(0, 20);
}

function beginningOf({ content }: CollectedFile): string {
  return "bytes" in content ? content.bytes.subarray(0, longestLook).toString("utf8") : "";
}

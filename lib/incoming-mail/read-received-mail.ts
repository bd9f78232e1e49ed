import { ensureServedNow } from "@/lib/files/safety-queries";
import { getStorage } from "@/lib/files/storage";
import type { Actor } from "@/lib/tenancy/actor";
import { readStoredMail, readStoredPart } from "./opened-mail";
import { getOriginal } from "./original-queries";

const longestHeaders = 64 * 1024;

/** A received message whole, with the header lines as they came, for whoever may review it. Throws NotFound. */
export async function readReceivedMail(actor: Actor, id: string) {
  const stored = await actor.transaction((tx) => getOriginal(tx, id));
  const [mail, headers] = await Promise.all([readStoredMail(stored), readHeaders(stored)]);
  return { ...mail, headers };
}

/** One of its files. Throws NotFound, or what ensureServedNow throws. */
export async function openReceivedPart(actor: Actor, id: string, place: string) {
  const stored = await actor.transaction((tx) => getOriginal(tx, id));
  await ensureServedNow(actor, stored);
  return readStoredPart(stored, place);
}

/** The header block as it came, shown as text: whatever its bytes, none of them is a command here. */
async function readHeaders({ storageKey, size }: { storageKey: string; size: number }): Promise<string> {
  if (size === 0) return "";
  const end = Math.min(size, longestHeaders) - 1;
  const chunks: Buffer[] = [];
  for await (const chunk of await getStorage().open(storageKey, { start: 0, end })) chunks.push(chunk as Buffer);
  const [head = ""] = Buffer.concat(chunks)
    .toString("utf8")
    .split(/\r?\n\r?\n/, 1);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
  return head.replace(/\r\n?/g, "\n").replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "\ufffd");
}

import { inArray } from "drizzle-orm";
import { attachment } from "@/db/schema";
import { natureOfFile } from "@/lib/files/file-nature";
import { getStorage } from "@/lib/files/storage";
import { type Invitation, readInvitation } from "@/lib/mail-reading/invitation";
import type { Transaction } from "@/lib/tenancy/actor";

const mostRead = 10;
const largestRead = 256 * 1024;

type Listed = { id: string; name: string; type: string; size: number; verdict: string | null };

/** What the calendar files among a ticket's files say, by the file's identifier; one that says nothing is left out. */
export async function findInvitations(tx: Transaction, files: Listed[]): Promise<Map<string, Invitation>> {
  const calendars = files.filter(
    (file) => natureOfFile(file) === "invitation" && file.size <= largestRead && file.verdict !== "infected",
  );
  if (calendars.length === 0) return new Map();
  const ids = calendars.slice(-mostRead).map(({ id }) => id);
  const stored = await tx
    .select({ id: attachment.id, storageKey: attachment.storageKey })
    .from(attachment)
    .where(inArray(attachment.id, ids));
  const found = await Promise.all(
    stored.map(async ({ id, storageKey }) => [id, readInvitation(await readText(storageKey))] as const),
  );
  return new Map(found.filter((pair): pair is [string, Invitation] => pair[1] !== null));
}

/** A file that the store lost is a file without words here: its download says so. */
async function readText(storageKey: string): Promise<string> {
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of await getStorage().open(storageKey)) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString("utf8");
  } catch {
    return "";
  }
}

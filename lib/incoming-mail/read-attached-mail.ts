import { NotFound } from "@/lib/access/refusals";
import { getAttachment } from "@/lib/files/attachment-queries";
import { natureOfFile } from "@/lib/files/file-nature";
import { ensureServed } from "@/lib/files/safety-queries";
import type { Actor } from "@/lib/tenancy/actor";
import { largestMail } from "./incoming-mail";
import { readStoredMail, readStoredPart } from "./opened-mail";

/** A message that somebody attached to a ticket, read for whoever may read that file. Throws NotFound, or what ensureServed throws. */
export async function readAttachedMail(actor: Actor, attachmentId: string) {
  const stored = await getMailFile(actor, attachmentId);
  return { ...(await readStoredMail(stored)), file: { id: stored.id, name: stored.name, ticketId: stored.ticketId } };
}

/** One of its own files. Throws the same. */
export async function openAttachedPart(actor: Actor, attachmentId: string, place: string) {
  return readStoredPart(await getMailFile(actor, attachmentId), place);
}

async function getMailFile(actor: Actor, id: string) {
  return actor.transaction(async (tx) => {
    const found = await getAttachment(tx, id);
    if (natureOfFile(found) !== "mail" || found.size > largestMail) throw new NotFound();
    await ensureServed(tx, found);
    return found;
  });
}

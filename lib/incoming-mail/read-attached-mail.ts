import { Forbidden, NotFound } from "@/lib/access/refusals";
import { getAttachment } from "@/lib/files/attachment-queries";
import { natureOfFile } from "@/lib/files/file-nature";
import type { Actor } from "@/lib/tenancy/actor";
import { largestMail } from "./incoming-mail";
import { readStoredMail, readStoredPart } from "./opened-mail";

/** A message that somebody attached to a ticket, read for whoever may read that file. Throws NotFound or Forbidden (infected). */
export async function readAttachedMail(actor: Actor, attachmentId: string) {
  const stored = await getMailFile(actor, attachmentId);
  return { ...(await readStoredMail(stored)), file: { id: stored.id, name: stored.name, ticketId: stored.ticketId } };
}

/** One of its own files. Throws NotFound or Forbidden. */
export async function openAttachedPart(actor: Actor, attachmentId: string, place: string) {
  return readStoredPart(await getMailFile(actor, attachmentId), place);
}

async function getMailFile(actor: Actor, id: string) {
  const found = await actor.transaction((tx) => getAttachment(tx, id));
  if (natureOfFile(found) !== "mail" || found.size > largestMail) throw new NotFound();
  if (found.verdict === "infected") throw new Forbidden("file-infected");
  return found;
}

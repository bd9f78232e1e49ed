import { z } from "zod";
import { authorizeTicket } from "@/lib/access/ability";
import { getRights } from "@/lib/access/rights";
import { takeUploads } from "@/lib/files/take-uploads";
import { queueNotices } from "@/lib/outgoing-mail/queue-notices";
import type { Actor } from "@/lib/tenancy/actor";
import { addMessage, type Provenance } from "./add-message";
import { MessageText, TicketReference, UploadIds } from "./ticket";
import { getTicket } from "./ticket-queries";

export const AddNoteInput = z.strictObject({
  ticket: TicketReference,
  text: MessageText,
  uploads: UploadIds.default([]),
});

/**
 * Adds an internal note. The ticket's row keeps its version and date, so that nobody without `notes.read` can tell that
 * something was written. Throws NotFound or Forbidden.
 */
export async function addNote(actor: Actor, input: z.input<typeof AddNoteInput>, provenance: Provenance = {}) {
  const asked = AddNoteInput.parse(input);
  return actor.transaction(async (tx) => {
    const read = await getTicket(tx, asked.ticket);
    authorizeTicket(await getRights(tx), "writeNote", read);
    const note = await addMessage(tx, read, {
      body: asked.text,
      internal: true,
      files: await takeUploads(tx, asked.uploads),
      provenance,
    });
    await queueNotices(tx, { kind: "note-added", ticket: read, messageId: note.id });
    return { ticket: read, message: note };
  });
}

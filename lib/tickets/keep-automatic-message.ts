import { z } from "zod";
import { authorizeTicket } from "@/lib/access/ability";
import { getRights } from "@/lib/access/rights";
import type { Actor } from "@/lib/tenancy/actor";
import { addMessage, type Provenance } from "./add-message";
import { MessageText, TicketReference } from "./ticket";
import { getTicket } from "./ticket-queries";

export const KeepAutomaticMessageInput = z.strictObject({
  ticket: TicketReference,
  text: MessageText,
  /** It answers a note: it stays one. */
  internal: z.boolean(),
});

/**
 * Keeps what a person's machine answered (an absence) where he might have answered himself. The ticket stays as it is, and nobody is
 * told. Throws NotFound or Forbidden.
 */
export async function keepAutomaticMessage(
  actor: Actor,
  input: z.input<typeof KeepAutomaticMessageInput>,
  provenance: Provenance,
) {
  const asked = KeepAutomaticMessageInput.parse(input);
  return actor.transaction(async (tx) => {
    const read = await getTicket(tx, asked.ticket);
    authorizeTicket(await getRights(tx), asked.internal ? "writeNote" : "reply", read);
    const message = await addMessage(tx, read, {
      body: asked.text,
      internal: asked.internal,
      files: [],
      provenance: { ...provenance, nature: "automatic" },
    });
    return { ticket: read, message };
  });
}

import { z } from "zod";
import { authorizeTicket } from "@/lib/access/ability";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { getMember } from "./participant-queries";
import { setParticipant } from "./set-participant";
import { TicketReference } from "./ticket";
import { lockTicket } from "./ticket-queries";

export const AddParticipantInput = z.strictObject({ ticket: TicketReference, mail: z.string().max(254) });

/** Lets a member of the workspace follow a ticket, which he then may read. Throws NotFound, Forbidden or Invalid. */
export async function addParticipant(actor: Actor, input: z.input<typeof AddParticipantInput>) {
  const asked = AddParticipantInput.parse(input);
  return actor.transaction(async (tx) => {
    const read = await lockTicket(tx, asked.ticket);
    authorizeTicket(await getRights(tx), "addParticipant", read);
    const member = await getMember(tx, read.workspaceId, asked.mail, "mail");
    await setParticipant(tx, read, member.id, "watcher");
    await recordEvent(tx, {
      type: "participant.added",
      workspaceId: read.workspaceId,
      ticketId: read.id,
      payload: { accountId: member.id, role: "watcher" },
    });
    return member;
  });
}

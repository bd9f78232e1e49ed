import { z } from "zod";
import { authorizeTicket } from "@/lib/access/ability";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { setParticipant } from "./set-participant";
import { TicketReference } from "./ticket";
import { getTicket } from "./ticket-queries";

export const WatchTicketInput = z.strictObject({ ticket: TicketReference });

/** Makes the asking person receive what happens on a ticket that he reads. Throws NotFound. */
export async function watchTicket(actor: Actor, input: z.input<typeof WatchTicketInput>) {
  const asked = WatchTicketInput.parse(input);
  return actor.transaction(async (tx) => {
    const read = await getTicket(tx, asked.ticket);
    authorizeTicket(await getRights(tx), "watch", read);
    if (read.takesPart) return read;
    await setParticipant(tx, read, actor.accountId!, "watcher");
    await recordEvent(tx, {
      type: "participant.added",
      workspaceId: read.workspaceId,
      ticketId: read.id,
      payload: { accountId: actor.accountId, role: "watcher" },
    });
    return { ...read, takesPart: true };
  });
}

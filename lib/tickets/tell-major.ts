import { sql } from "drizzle-orm";
import { z } from "zod";
import { authorizeTicket, mayTicket } from "@/lib/access/ability";
import { Conflict } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { queueNotices } from "@/lib/outgoing-mail/queue-notices";
import type { Actor, Transaction } from "@/lib/tenancy/actor";
import { addMessage } from "./add-message";
import { joinTicket } from "./join-ticket";
import { listTouched } from "./major-queries";
import { MessageText, TicketReference } from "./ticket";
import { lockTicket, type Ticket } from "./ticket-queries";
import { writeTicket } from "./write-ticket";

export const TellMajorInput = z.strictObject({ ticket: TicketReference, text: MessageText });

/**
 * Writes a communication on a major incident, and the same message on each incident linked to it that is not over: who takes part in any
 * of them hears of it once for each. Nothing changes its status. Gives the references reached. Throws NotFound, Forbidden or Conflict.
 */
export async function tellMajor(actor: Actor, input: z.input<typeof TellMajorInput>) {
  const asked = TellMajorInput.parse(input);
  return actor.transaction(async (tx) => {
    const read = await lockTicket(tx, asked.ticket);
    const rights = await getRights(tx);
    authorizeTicket(rights, "change", read);
    if (!read.majorSince) throw new Conflict("not-major", read);
    const touched = await listTouched(tx, read);
    const message = await tell(tx, read, asked.text);
    await joinTicket(tx, read);
    const reached: string[] = [];
    // In one order whoever tells: two communications at once wait for each other, and never for ever.
    for (const { reference } of touched) {
      const other = await lockTicket(tx, reference);
      if (other.phase === "closed" || !mayTicket(rights, "change", other)) continue;
      await tell(tx, other, asked.text);
      reached.push(reference);
    }
    return { ticket: read, message, reached };
  });
}

async function tell(tx: Transaction, read: Ticket, body: string) {
  const told = { body, internal: false, files: [], provenance: { nature: "communication" as const } };
  const message = await addMessage(tx, read, told);
  const answered = !read.firstAnsweredAt && read.requesterId !== tx.asking.accountId;
  const ticket = await writeTicket(tx, read, answered ? { firstAnsweredAt: sql`now()` as never } : {});
  await queueNotices(tx, { kind: "message-added", ticket, messageId: message.id });
  return message;
}

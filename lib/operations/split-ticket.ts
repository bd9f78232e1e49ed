import { and, eq, isNull, notInArray } from "drizzle-orm";
import { z } from "zod";
import { message, ticketLink } from "@/db/schema";
import { authorizeTicket, mayWorkspace } from "@/lib/access/ability";
import { Invalid } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import { type Actor, insideTransaction, type Transaction } from "@/lib/tenancy/actor";
import { type Before, keepOperation } from "@/lib/tickets/keep-operation";
import { openTicket } from "@/lib/tickets/open-ticket";
import { findPeople } from "@/lib/tickets/people-queries";
import { recordLink } from "@/lib/tickets/record-link";
import { TicketReference, TicketTitle } from "@/lib/tickets/ticket";
import { getTicketById, lockTicket, type Ticket } from "@/lib/tickets/ticket-queries";
import { writeTicket } from "@/lib/tickets/write-ticket";
import { bringPeople } from "./bring-participants";
import { putOnTicket } from "./put-on-ticket";
import { listChosen } from "./thread-parts-queries";

export const SplitTicketInput = z.strictObject({
  ticket: TicketReference,
  /** The messages and notes that leave, by their identifiers. */
  messages: z.array(z.guid()).min(1).max(500),
  title: TicketTitle,
});

/**
 * Makes a new ticket of the same project of some messages of a ticket, and links it to that one; who wrote them takes part in it. For
 * who writes there and reads notes. Throws NotFound, Forbidden, Invalid or Conflict.
 */
export async function splitTicket(actor: Actor, input: z.input<typeof SplitTicketInput>) {
  const asked = SplitTicketInput.parse(input);
  return actor.transaction(async (tx) => {
    const read = await lockTicket(tx, asked.ticket);
    authorizeTicket(await getRights(tx), "merge", read);
    const chosen = await listChosen(tx, read, asked.messages);
    await ensureBothStand(tx, read, asked.messages, chosen.messages);
    const authors = chosen.messages.filter(({ internal }) => !internal).map(({ authorId }) => authorId);
    const opened = await openBeside(actor, tx, read, asked.title, authors[0]!);
    const ids = chosen.messages.map(({ id }) => id);
    await putOnTicket(tx, { messages: ids, files: chosen.files, tasks: [] }, read.id, opened);
    await bringPeople(tx, authors, opened, { joined: [], parts: [] });
    const link = { workspaceId: read.workspaceId, fromId: opened.id, kind: "follows" as const, toId: read.id };
    await tx.insert(ticketLink).values({ ...link, createdBy: actor.accountId });
    await recordLink(tx, "ticket.linked", link);
    const left = await writeTicket(tx, read, {});
    const made = await writeTicket(tx, await getTicketById(tx, opened.id), {});
    await tell(tx, read, opened, ids);
    const before: Before = { messages: ids, files: chosen.files };
    const operation = await keepOperation(tx, "split", { from: read.reference, into: made.reference }, [
      { ticket: read, before, versionAfter: left.version },
      { ticket: made, before: {}, versionAfter: made.version },
    ]);
    return { ticket: made, operation };
  });
}

type Chosen = Awaited<ReturnType<typeof listChosen>>["messages"];

/** Each of the two must keep something that its requester can read. */
async function ensureBothStand(tx: Transaction, read: Ticket, wanted: string[], chosen: Chosen) {
  if (chosen.length !== new Set(wanted).size || chosen.some(({ takenBackAt }) => takenBackAt !== null))
    throw new Invalid("unknown-message", "messages");
  if (chosen.every(({ internal }) => internal)) throw new Invalid("only-notes", "messages");
  const staying = await tx
    .select({ id: message.id })
    .from(message)
    .where(
      and(
        eq(message.workspaceId, read.workspaceId),
        eq(message.ticketId, read.id),
        eq(message.internal, false),
        isNull(message.takenBackAt),
        notInArray(message.id, wanted),
      ),
    )
    .limit(1);
  if (staying.length === 0) throw new Invalid("nothing-stays", "messages");
}

/** For the author of the first message, where one may open for others and he is still there. */
async function openBeside(actor: Actor, tx: Transaction, read: Ticket, title: string, authorId: string) {
  const rights = await getRights(tx);
  const author = (await findPeople(tx, [authorId])).get(authorId);
  const forAuthor = author && mayWorkspace(rights, "openForOthers", read.workspaceId) ? author.mail : undefined;
  const kind = read.kind === "incident" ? "incident" : "request";
  const asked = {
    project: read.projectKey,
    kind,
    title,
    message: `Messages repris de ${read.reference}.`,
    impact: read.impact,
    urgency: read.urgency,
    ...(read.categoryCode ? { category: read.categoryCode } : {}),
  } as const;
  const inside = insideTransaction(actor, tx);
  return openTicket(inside, forAuthor ? { ...asked, requester: forAuthor } : asked);
}

async function tell(tx: Transaction, from: Ticket, into: { id: string }, messages: string[]) {
  const { workspaceId } = from;
  for (const ticketId of [from.id, into.id].sort())
    await recordEvent(tx, {
      ...{ type: "ticket.split", workspaceId, ticketId },
      payload: { from: from.id, into: into.id, messages },
    });
}

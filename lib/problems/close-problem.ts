import { z } from "zod";
import { authorizeTicket } from "@/lib/access/ability";
import { Conflict, Invalid } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { type Actor, insideTransaction, type Transaction } from "@/lib/tenancy/actor";
import { replyToTicket } from "@/lib/tickets/reply-to-ticket";
import { MessageText, TicketReference } from "@/lib/tickets/ticket";
import { readMoves } from "@/lib/tickets/ticket-moves";
import { lockTicket, type Ticket } from "@/lib/tickets/ticket-queries";
import { listIncidents } from "./problem-queries";

export const CloseProblemInput = z
  .strictObject({
    problem: TicketReference,
    /** What was done about the cause: said on the problem. */
    solution: MessageText,
    /** Which of its incidents to resolve. */
    incidents: z.array(TicketReference).max(200).default([]),
    /** What each of them is told. */
    message: MessageText.optional(),
  })
  .refine(({ incidents, message }) => incidents.length === 0 || message !== undefined, {
    path: ["message"],
    params: { code: "required" },
  });

/**
 * Resolves a problem, and with one message those of its incidents that are named: all or nothing, each by the verb that answers and
 * resolves. Throws NotFound, Forbidden, Invalid or Conflict (over already).
 */
export async function closeProblem(actor: Actor, input: z.input<typeof CloseProblemInput>) {
  const asked = CloseProblemInput.parse(input);
  return actor.transaction(async (tx) => {
    const inside = insideTransaction(actor, tx);
    const problem = await lockTicket(tx, asked.problem);
    authorizeTicket(await getRights(tx), "change", problem);
    if (problem.kind !== "problem") throw new Invalid("not-a-problem", "problem");
    if (problem.phase === "resolved" || problem.phase === "closed") throw new Conflict("already-ended", problem);
    const gathered = await listIncidents(tx, problem);
    const chosen = gathered.filter(({ reference }) => asked.incidents.includes(reference));
    const foreign = asked.incidents.find((reference) => !chosen.some((one) => one.reference === reference));
    if (foreign) throw new Invalid("not-its-incident", "incidents", { reference: foreign });
    const ending = await endOf(tx, problem);
    const closed = await replyToTicket(inside, { ticket: problem.reference, text: asked.solution, status: ending });
    // What somebody resolved or closed meanwhile is left as it is.
    for (const { reference, phase } of chosen.sort((a, b) => (a.reference < b.reference ? -1 : 1)))
      if (phase !== "resolved" && phase !== "closed") {
        const status = await endOf(tx, await lockTicket(tx, reference));
        await replyToTicket(inside, { ticket: reference, text: asked.message!, status });
      }
    return { problem: closed.ticket, incidents: await listIncidents(tx, problem) };
  });
}

/** The status that its process calls resolved, from where the ticket stands. Throws Conflict when there is no such way. */
async function endOf(tx: Transaction, ticket: Ticket): Promise<string> {
  const { moves } = await readMoves(tx, ticket);
  const resolving = moves.find(({ name }) => name === "resolve");
  if (!resolving) throw new Conflict("no-way-to-resolve", ticket, { reference: ticket.reference });
  return resolving.code;
}

import { z } from "zod";
import { authorizeTicket } from "@/lib/access/ability";
import { Conflict, Invalid } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { type Actor, insideTransaction } from "@/lib/tenancy/actor";
import { replyToTicket } from "@/lib/tickets/reply-to-ticket";
import { MessageText, TicketReference } from "@/lib/tickets/ticket";
import { getStatus, lockTicket } from "@/lib/tickets/ticket-queries";
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
    const { code: status } = await getStatus(tx, problem.workspaceId, "problem", { phase: "resolved" });
    const closed = await replyToTicket(inside, { ticket: problem.reference, text: asked.solution, status });
    const ending = await getStatus(tx, problem.workspaceId, "incident", { phase: "resolved" });
    // What somebody resolved or closed meanwhile is left as it is.
    for (const { reference, phase } of chosen.sort((a, b) => (a.reference < b.reference ? -1 : 1)))
      if (phase !== "resolved" && phase !== "closed")
        await replyToTicket(inside, { ticket: reference, text: asked.message!, status: ending.code });
    return { problem: closed.ticket, incidents: await listIncidents(tx, problem) };
  });
}

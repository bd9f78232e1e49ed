import { z } from "zod";
import { ticketLink } from "@/db/schema";
import { authorizeTicket } from "@/lib/access/ability";
import { Invalid } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor, Transaction } from "@/lib/tenancy/actor";
import { TicketReference } from "@/lib/tickets/ticket";
import { getTicket, type Ticket } from "@/lib/tickets/ticket-queries";
import { listIncidents } from "./problem-queries";

export const GatherIncidentsInput = z.strictObject({
  problem: TicketReference,
  incidents: z.array(TicketReference).min(1).max(100),
});

/** Says of incidents that a problem causes them, all or none. Throws NotFound, Forbidden or Invalid (another kind, another workspace). */
export async function gatherIncidents(actor: Actor, input: z.input<typeof GatherIncidentsInput>) {
  const asked = GatherIncidentsInput.parse(input);
  return actor.transaction(async (tx) => {
    const problem = await getTicket(tx, asked.problem);
    const rights = await getRights(tx);
    authorizeTicket(rights, "change", problem);
    if (problem.kind !== "problem") throw new Invalid("not-a-problem", "problem");
    for (const reference of [...new Set(asked.incidents)].sort()) {
      const incident = await getTicket(tx, reference);
      authorizeTicket(rights, "change", incident);
      if (incident.kind !== "incident" || incident.workspaceId !== problem.workspaceId)
        throw new Invalid("not-an-incident-here", "incidents", { reference: incident.reference });
      await link(tx, problem, incident);
    }
    return listIncidents(tx, problem);
  });
}

async function link(tx: Transaction, problem: Ticket, incident: Ticket) {
  const { workspaceId } = problem;
  const written = await tx
    .insert(ticketLink)
    .values({ workspaceId, fromId: problem.id, kind: "causes", toId: incident.id, createdBy: tx.asking.accountId })
    .onConflictDoNothing()
    .returning({ id: ticketLink.id });
  if (written.length === 0) return;
  // Only identifiers: a reader of one of the two may not know the other.
  for (const [ticketId, other] of [
    [problem.id, incident.id],
    [incident.id, problem.id],
  ] as const)
    await recordEvent(tx, {
      type: "ticket.linked",
      workspaceId,
      ticketId,
      payload: { kind: "causes", from: problem.id, to: incident.id, other },
    });
}

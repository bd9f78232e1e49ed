import { z } from "zod";
import { authorizeTicket } from "@/lib/access/ability";
import { Invalid } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { type Actor, insideTransaction } from "@/lib/tenancy/actor";
import { linkTickets } from "@/lib/tickets/link-tickets";
import { TicketReference } from "@/lib/tickets/ticket";
import { getTicket } from "@/lib/tickets/ticket-queries";
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
    const inside = insideTransaction(actor, tx);
    authorizeTicket(rights, "change", problem);
    if (problem.kind !== "problem") throw new Invalid("not-a-problem", "problem");
    for (const reference of [...new Set(asked.incidents)].sort()) {
      const incident = await getTicket(tx, reference);
      authorizeTicket(rights, "change", incident);
      if (incident.kind !== "incident" || incident.workspaceId !== problem.workspaceId)
        throw new Invalid("not-an-incident-here", "incidents", { reference: incident.reference });
      await linkTickets(inside, { from: problem.reference, kind: "causes", to: incident.reference });
    }
    return listIncidents(tx, problem);
  });
}

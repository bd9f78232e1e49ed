import type { TicketAction } from "@/lib/access/ability";
import { listApprovals, listDeciders } from "@/lib/approvals/approval-queries";
import { findPlan } from "@/lib/approvals/plan-queries";
import type { Transaction } from "@/lib/tenancy/actor";
import { findPeople } from "@/lib/tickets/people-queries";
import type { Ticket } from "@/lib/tickets/ticket-queries";

/** What a ticket was or is to be approved for, and its plan; of the kinds that are decided alone, so that a plain request costs nothing. */
export async function readDecisions(tx: Transaction, ticket: Ticket, actions: TicketAction[]) {
  if (ticket.kind !== "change" && ticket.kind !== "release") return null;
  const asks = actions.includes("change") && ticket.phase !== "closed";
  const [approvals, plan, deciders] = await Promise.all([
    listApprovals(tx, ticket),
    ticket.kind === "change" ? findPlan(tx, ticket) : null,
    asks ? listOthers(tx, ticket) : null,
  ]);
  return { approvals, plan, deciders };
}

/** Who may be asked to decide on it: never the one who asks. */
async function listOthers(tx: Transaction, ticket: Ticket) {
  const ids = await listDeciders(tx, ticket);
  const people = await findPeople(
    tx,
    ids.filter((id) => id !== tx.asking.accountId),
  );
  return [...people.values()]
    .map(({ mail, name }) => ({ mail, name }))
    .sort((one, other) => one.name.localeCompare(other.name, "fr"));
}

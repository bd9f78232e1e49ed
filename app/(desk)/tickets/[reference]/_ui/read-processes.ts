import { mayPackage, mayWorkspace, type TicketAction } from "@/lib/access/ability";
import { getRights } from "@/lib/access/rights";
import { listPackagesOfTicket } from "@/lib/deposits/package-queries";
import { listItemsOfTicket } from "@/lib/items/ticket-item-queries";
import { findKnownError, listPublishedWorkarounds } from "@/lib/problems/known-error-queries";
import { listIncidents, listProblems, listUnexplainedIncidents } from "@/lib/problems/problem-queries";
import type { Transaction } from "@/lib/tenancy/actor";
import { listMajorsOf, listTouched } from "@/lib/tickets/major-queries";
import type { Ticket } from "@/lib/tickets/ticket-queries";
import { listTime } from "@/lib/timesheets/time-queries";
import { listFields } from "@/lib/workspaces/field-queries";
import { findFormLabels } from "@/lib/workspaces/request-form-queries";
import { readPlan } from "./plan/read-plan";

/** What the processes add to the page of a ticket, each part read only where it makes sense: a plain request costs its reader nothing. */
export async function readProcesses(tx: Transaction, ticket: Ticket, actions: TicketAction[]) {
  const changes = actions.includes("change");
  const said = Object.keys(ticket.fields).length > 0;
  const rights = await getRights(tx);
  const readsItems = mayWorkspace(rights, "readItems", ticket.workspaceId);
  const installs = ticket.kind === "change" || ticket.kind === "release";
  const depositsThere = installs && mayPackage(rights, "deposit", ticket);
  const incident = ticket.kind === "incident";
  const [fields, form, time, problem, workarounds, problems, majors, touched, items, packages, planned] =
    await Promise.all([
      changes || said ? listFields(tx, ticket.workspaceId) : [],
      ticket.formId ? findFormLabels(tx, ticket.workspaceId, ticket.formId) : null,
      actions.includes("readTime") ? listTime(tx, ticket) : [],
      ticket.kind === "problem" ? readProblem(tx, ticket, changes) : null,
      incident ? listPublishedWorkarounds(tx, ticket) : [],
      incident && changes ? listProblems(tx, ticket) : [],
      incident ? listMajorsOf(tx, ticket) : [],
      ticket.majorSince && changes ? listTouched(tx, ticket) : [],
      readsItems ? listItemsOfTicket(tx, ticket) : [],
      installs ? listPackagesOfTicket(tx, ticket.id) : [],
      readPlan(tx, ticket),
    ]);
  const found = { fields, form, time, problem, workarounds, problems, majors, touched, items, packages };
  return { ...found, readsItems, depositsThere, ...planned };
}

async function readProblem(tx: Transaction, ticket: Ticket, changes: boolean) {
  const [incidents, knownError, candidates] = await Promise.all([
    listIncidents(tx, ticket),
    findKnownError(tx, ticket),
    changes ? listUnexplainedIncidents(tx, ticket) : [],
  ]);
  return { incidents, knownError, candidates };
}

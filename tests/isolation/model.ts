import type { Permission } from "@/lib/access/permissions";

// The rules of "who sees and does what", in plain words over plain lists. It knows nothing of SQL.

export interface Membership {
  workspace: string;
  account: string;
  permissions: Permission[];
  ended: boolean;
}
export interface Grant {
  project: string;
  account: string;
  level: "read" | "write";
}
export interface Ticket {
  id: string;
  workspace: string;
  project: string;
  requester: string;
}
export interface Participant {
  ticket: string;
  account: string;
  left: boolean;
}
export interface Facts {
  suspended: string[];
  memberships: Membership[];
  grants: Grant[];
  tickets: Ticket[];
  participants: Participant[];
}

/** What an account holds in a workspace; null when it is no active member there. */
export function permissionsIn(facts: Facts, account: string, workspace: string): Permission[] | null {
  if (facts.suspended.includes(account)) return null;
  const membership = facts.memberships.find((m) => m.account === account && m.workspace === workspace && !m.ended);
  return membership ? membership.permissions : null;
}

export function mayRead(facts: Facts, account: string, ticket: Ticket): boolean {
  const permissions = permissionsIn(facts, account, ticket.workspace);
  if (!permissions) return false;
  return (
    permissions.includes("tickets.readAll") ||
    facts.grants.some((grant) => grant.account === account && grant.project === ticket.project) ||
    ticket.requester === account ||
    takesPart(facts, account, ticket)
  );
}

/**
 * Whether a row that needs `requires` exists for the account, given the ticket it belongs to; what was taken back exists for whoever
 * took it back.
 */
export function mayReadPart(
  facts: Facts,
  account: string,
  ticket: Ticket,
  requires: Permission | null,
  takenBackBy: string | null = null,
): boolean {
  if (!mayRead(facts, account, ticket)) return false;
  if (takenBackBy !== null && takenBackBy !== account) return false;
  return requires === null || permissionsIn(facts, account, ticket.workspace)!.includes(requires);
}

export function mayWriteProject(facts: Facts, account: string, ticket: Ticket): boolean {
  const permissions = permissionsIn(facts, account, ticket.workspace);
  if (!permissions) return false;
  return (
    permissions.includes("tickets.writeAll") ||
    facts.grants.some((g) => g.account === account && g.project === ticket.project && g.level === "write")
  );
}

export function mayWriteMessage(facts: Facts, account: string, ticket: Ticket, internal: boolean): boolean {
  if (!mayRead(facts, account, ticket)) return false;
  if (internal && !permissionsIn(facts, account, ticket.workspace)!.includes("notes.write")) return false;
  return mayWriteProject(facts, account, ticket) || ticket.requester === account || takesPart(facts, account, ticket);
}

/** The row may be written at all: by who serves the project, and by who takes part (whose message moves its phase). */
export function mayTouchTicket(facts: Facts, account: string, ticket: Ticket): boolean {
  return (
    mayRead(facts, account, ticket) && (mayWriteProject(facts, account, ticket) || takesPart(facts, account, ticket))
  );
}

/** A ticket beside `ticket`, in its project: for oneself as any member who opens, for another as who serves the project. */
export function mayOpen(facts: Facts, account: string, ticket: Ticket, requester: string): boolean {
  if (!permissionsIn(facts, account, ticket.workspace)?.includes("tickets.open")) return false;
  return requester === account || mayWriteProject(facts, account, ticket);
}

/** Anybody, by who serves the project; oneself, by who reads it or asked for the ticket. */
export function mayAddParticipant(facts: Facts, account: string, ticket: Ticket, added: string): boolean {
  if (mayWriteProject(facts, account, ticket)) return mayRead(facts, account, ticket);
  return (
    added === account &&
    (ticket.requester === account || mayReadProject(facts, account, ticket)) &&
    mayRead(facts, account, ticket)
  );
}

/** The project as a whole: what is in it that is not somebody's own. */
export function mayReadProject(facts: Facts, account: string, ticket: Ticket): boolean {
  const permissions = permissionsIn(facts, account, ticket.workspace);
  if (!permissions) return false;
  return (
    permissions.includes("tickets.readAll") ||
    facts.grants.some((grant) => grant.account === account && grant.project === ticket.project)
  );
}

function takesPart(facts: Facts, account: string, ticket: Ticket): boolean {
  return facts.participants.some((p) => p.ticket === ticket.id && p.account === account && !p.left);
}

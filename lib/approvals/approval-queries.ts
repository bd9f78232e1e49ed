import { type SQL, sql } from "drizzle-orm";
import { NotFound } from "@/lib/access/refusals";
import type { Transaction } from "@/lib/tenancy/actor";
import { findPeople } from "@/lib/tickets/people-queries";
import type { DecisionLine, Seat, Standing, Subject } from "./approval";

/** An approval with its seats and its lines, as the asking person may know them. */
export interface Approval extends Standing {
  id: string;
  workspaceId: string;
  ticketId: string;
  reference: string;
  subject: Subject;
  /** An emergency: the work does not wait for the decision. */
  afterTheFact: boolean;
  templateId: string | null;
  fingerprint: string;
  askedAt: Date;
  dueAt: Date | null;
  settledAt: Date | null;
  /** Names of the people of this approval, as far as the asking person may know them. */
  names: Map<string, string>;
}

/** The approvals of a ticket, the last one asked first. */
export function listApprovals(tx: Transaction, ticket: { workspaceId: string; id: string }): Promise<Approval[]> {
  return readApprovals(tx, sql`a.workspace_id = ${ticket.workspaceId} and a.ticket_id = ${ticket.id}`);
}

/** One approval. Throws NotFound when its ticket does not exist for the asking person. */
export async function getApproval(tx: Transaction, id: string): Promise<Approval> {
  const [found] = await readApprovals(tx, sql`a.id = ${id}`);
  if (!found) throw new NotFound();
  return found;
}

/** The same, for a decision: nobody else decides on it, nor asks, until the transaction ends. */
export async function lockApproval(tx: Transaction, id: string): Promise<Approval> {
  await tx.execute(sql`select 1 from approval where id = ${id} for update`);
  return getApproval(tx, id);
}

/** Whether somebody may decide on the ticket of an approval, as things are now. */
export async function mayDecide(tx: Transaction, { workspaceId, ticketId }: Approval, accountId: string) {
  const able = await listDeciders(tx, { workspaceId, id: ticketId });
  return able.includes(accountId);
}

/** The accounts that may decide on a ticket now: they hold the right, and read it. */
export async function listDeciders(tx: Transaction, ticket: { workspaceId: string; id: string }): Promise<string[]> {
  const found = await tx.execute<{ id: string }>(sql`
    select ticket_deciders(t) as id from ticket t where t.workspace_id = ${ticket.workspaceId} and t.id = ${ticket.id}`);
  return found.map(({ id }) => id);
}

type Row = Omit<Approval, "askedAt" | "dueAt" | "settledAt" | "decisions" | "names"> & {
  askedAt: string;
  dueAt: string | null;
  settledAt: string | null;
  decisions: (Omit<DecisionLine, "at"> & { at: string })[];
  seats: Seat[];
};

export async function readApprovals(tx: Transaction, condition: SQL): Promise<Approval[]> {
  const rows = await tx.execute<Row & Record<string, unknown>>(sql`
    select a.id, a.workspace_id as "workspaceId", a.ticket_id as "ticketId", t.reference, a.subject, a.needed, a.state, a.fingerprint,
      a.after_the_fact as "afterTheFact", a.template_id as "templateId", a.template_id is not null as given, a.asked_by as "askedBy",
      to_json(a.asked_at) #>> '{}' as "askedAt", to_json(a.due_at) #>> '{}' as "dueAt", to_json(a.settled_at) #>> '{}' as "settledAt",
      a.fingerprint <> ticket_fingerprint(t) as edited, s.requires_approval or t.phase in ('resolved', 'closed') as "carriedOut",
      coalesce((select json_agg(json_build_object('accountId', p.account_id, 'able', p.account_id in (select ticket_deciders(t)),
          'deputies', coalesce((select json_agg(d.to_id) from delegation d where d.workspace_id = a.workspace_id
            and d.from_id = p.account_id and stands_in(a.workspace_id, p.account_id, d.to_id)
            and d.to_id in (select ticket_deciders(t))), '[]')) order by p.account_id)
        from approver p where p.workspace_id = a.workspace_id and p.approval_id = a.id), '[]') as seats,
      coalesce((select json_agg(json_build_object('seat', d.account_id, 'by', d.decided_by, 'verdict', d.verdict, 'reason', d.reason,
          'at', d.at) order by d.at, d.id)
        from decision d where d.workspace_id = a.workspace_id and d.approval_id = a.id), '[]') as decisions
    from approval a
    join ticket t on t.workspace_id = a.workspace_id and t.id = a.ticket_id
    join status s on s.workspace_id = t.workspace_id and s.id = t.status_id
    where ${condition} order by a.asked_at desc, a.id desc`);
  return withNames(tx, rows);
}

async function withNames(tx: Transaction, rows: Row[]): Promise<Approval[]> {
  const people = await findPeople(
    tx,
    rows.flatMap(({ askedBy, seats, decisions }) => [
      askedBy,
      ...seats.flatMap((seat) => [seat.accountId, ...seat.deputies]),
      ...decisions.map(({ by }) => by),
    ]),
  );
  const names = new Map([...people].map(([id, { name }]) => [id, name]));
  return rows.map((row) => ({
    ...row,
    askedAt: new Date(row.askedAt),
    dueAt: row.dueAt ? new Date(row.dueAt) : null,
    settledAt: row.settledAt ? new Date(row.settledAt) : null,
    decisions: row.decisions.map((line) => ({ ...line, at: new Date(line.at) })),
    names,
  }));
}

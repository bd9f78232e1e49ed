import { sql } from "drizzle-orm";
import type { Transaction } from "@/lib/tenancy/actor";
import { seatsOf } from "./approval";
import { type Approval, readApprovals } from "./approval-queries";

/** The pending approvals in which the asking person holds a seat, or stands in for who does, and has said nothing yet. */
const waitsForMe = sql`a.state = 'pending' and a.asked_by <> app_account_id()
  and exists (select 1 from approver p where p.workspace_id = a.workspace_id and p.approval_id = a.id
    and (p.account_id = app_account_id() or stands_in(a.workspace_id, p.account_id, app_account_id()))
    and not exists (select 1 from decision d where d.workspace_id = p.workspace_id and d.approval_id = p.approval_id
      and (d.account_id = p.account_id or d.decided_by = app_account_id())))`;

export type WaitingApproval = Approval & { title: string; request: string };

/** What waits for the asking person's decision, the most pressing first, with the title and the first message of its ticket. */
export async function listWaitingApprovals(tx: Transaction): Promise<WaitingApproval[]> {
  const found = await readApprovals(tx, waitsForMe);
  const waiting = found.filter((approval) => !approval.edited && seatsOf(approval, tx.asking.accountId!).length > 0);
  const tickets = await tx.execute<{ id: string; title: string; request: string | null }>(sql`
    select t.id, t.title, (select m.body from message m where m.workspace_id = t.workspace_id and m.ticket_id = t.id and not m.internal
        and m.taken_back_at is null order by m.created_at, m.id limit 1) as request
      from ticket t where t.id = any (${sql.param(waiting.map(({ ticketId }) => ticketId))}::uuid[])`);
  const byId = new Map(tickets.map((ticket) => [ticket.id, ticket]));
  return waiting
    .map((approval) => {
      const { title = "", request = null } = byId.get(approval.ticketId) ?? {};
      return { ...approval, title, request: request ?? "" };
    })
    .sort((one, other) => pressing(one) - pressing(other));
}

function pressing({ dueAt, askedAt }: Approval): number {
  return dueAt?.getTime() ?? askedAt.getTime() + 30 * 86_400_000;
}

/** How many wait: for the navigation. */
export async function countWaitingApprovals(tx: Transaction): Promise<number> {
  const [found] = await tx.execute<{ waiting: number }>(sql`
    select count(*)::integer as waiting from approval a
      join ticket t on t.workspace_id = a.workspace_id and t.id = a.ticket_id
     where ${waitsForMe} and a.fingerprint = ticket_fingerprint(t)`);
  return found?.waiting ?? 0;
}

/** What the asking person decided lately, the last first. */
export function listDecidedApprovals(tx: Transaction): Promise<Approval[]> {
  return readApprovals(
    tx,
    sql`a.id in (select d.approval_id from decision d where d.decided_by = app_account_id() order by d.at desc limit 20)`,
  );
}

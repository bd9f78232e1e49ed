import { sql } from "drizzle-orm";
import type { Transaction } from "@/lib/tenancy/actor";

export interface AskedOf {
  fingerprint: string;
  subject: "change" | "preProduction" | "production";
  afterTheFact: boolean;
  dueAt: string | null;
  askedBy: string | null;
  /** The account for whom the reader decides, and its name when it is not himself. */
  seat: string;
  inPlaceOf: string | null;
  request: string | null;
  windowStart: string | null;
  windowEnd: string | null;
  risk: number | null;
  steps: { list: "implementation" | "rollback"; title: string }[];
}

/** What the reader is asked to decide, if his word is still waited for: nothing once it was given, or the ticket edited. */
export async function findAskedOf(tx: Transaction, approvalId: string): Promise<AskedOf | null> {
  const [found] = await tx.execute<AskedOf & Record<string, unknown>>(sql`
    select a.fingerprint, a.subject, a.after_the_fact as "afterTheFact", to_json(a.due_at) #>> '{}' as "dueAt", asker.name as "askedBy",
      p.account_id as seat, case when p.account_id <> app_account_id() then seated.name end as "inPlaceOf",
      (select m.body from message m where m.workspace_id = t.workspace_id and m.ticket_id = t.id and not m.internal
        and m.taken_back_at is null order by m.created_at, m.id limit 1) as request,
      to_json(pl.window_start) #>> '{}' as "windowStart", to_json(pl.window_end) #>> '{}' as "windowEnd", pl.risk,
      coalesce((select json_agg(json_build_object('list', s.list, 'title', s.title) order by s.list, s.position, s.id) from task s
        where s.workspace_id = t.workspace_id and s.ticket_id = t.id and s.list <> 'tasks' and s.removed_at is null), '[]') as steps
    from approval a
    join ticket t on t.workspace_id = a.workspace_id and t.id = a.ticket_id
    join approver p on p.workspace_id = a.workspace_id and p.approval_id = a.id
    left join plan pl on pl.workspace_id = t.workspace_id and pl.ticket_id = t.id
    left join account asker on asker.id = a.asked_by
    left join account seated on seated.id = p.account_id
    where a.id = ${approvalId} and a.state = 'pending' and a.fingerprint = ticket_fingerprint(t)
      and (p.account_id = app_account_id() or stands_in(a.workspace_id, p.account_id, app_account_id()))
      and app_account_id() in (select ticket_deciders(t)) and p.account_id in (select ticket_deciders(t))
      and not exists (select 1 from decision d where d.workspace_id = p.workspace_id and d.approval_id = p.approval_id
        and (d.account_id = p.account_id or d.decided_by = app_account_id()))
    order by p.account_id <> app_account_id() limit 1`);
  return found ?? null;
}

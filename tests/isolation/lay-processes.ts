import type postgres from "postgres";
import { newIdentifier } from "@/lib/tenancy/identifier";
import type { Ground, Laid, Plan } from "./random-world-shapes";

// What hangs from the tickets of a random world: processes, links, tasks, operations, approvals.

/** On each ticket an hour of time and what is known of it, and each ticket the cause of the next one of its workspace. */
export async function layProcesses(owner: postgres.Sql, worker: postgres.Sql, plan: Plan, laid: Laid) {
  const { facts, rows, helped, links } = laid;
  for (const [index, { id, workspace, requester }] of facts.tickets.entries()) {
    const entry = newIdentifier();
    const { published } = plan.tickets[index]!;
    await owner`insert into time_entry (workspace_id, id, ticket_id, account_id, spent_on, accounted_minutes)
      values (${workspace}, ${entry}, ${id}, ${requester}, now(), 60)`;
    await owner`insert into time_real (workspace_id, entry_id, real_minutes) values (${workspace}, ${entry}, 90)`;
    await owner`insert into known_error (workspace_id, ticket_id, workaround, recorded_by, published_at)
      values (${workspace}, ${id}, 'contournement', ${requester}, ${published ? new Date() : null})`;
    rows.push({ table: "time_entry", id: entry, ticket: id, requires: "time.readAccounted" });
    rows.push({ table: "time_real", id: entry, ticket: id, requires: "time.readReal", also: "time.readAccounted" });
    rows.push({ table: "known_error", id, ticket: id, requires: null });
    const next = facts.tickets.slice(index + 1).find((other) => other.workspace === workspace);
    if (!next) continue;
    await worker.begin(async (sql) => {
      await sql`select set_config('app.workspace_id', ${workspace}, true)`;
      const link = newIdentifier();
      await sql`insert into ticket_link (workspace_id, id, from_id, kind, to_id) values (${workspace}, ${link}, ${id}, 'causes', ${next.id})`;
      links.push({ id: link, from: id, to: next.id });
    });
    if (published) helped.push(next.id);
  }
}

/** On each ticket a task, given to somebody or to nobody; in each workspace what the requester of its first ticket did to all of them. */
export async function layDesk(owner: postgres.Sql, plan: Plan, { accounts, facts, rows, tasks, operations }: Laid) {
  for (const [index, { id: ticket, workspace, requester }] of facts.tickets.entries()) {
    const task = newIdentifier();
    const { assignee: drawn } = plan.tickets[index]!;
    const assignee = drawn === null ? null : accounts[drawn]!;
    await owner`insert into task (workspace_id, id, ticket_id, position, title, assignee_id)
      values (${workspace}, ${task}, ${ticket}, 1, 'tâche', ${assignee})`;
    rows.push({ table: "task", id: task, ticket, requires: null });
    tasks.push({ id: task, ticket, assignee });
    let operation = operations.find((one) => one.workspace === workspace);
    if (!operation) {
      operation = { id: newIdentifier(), workspace, author: requester, tickets: [] };
      operations.push(operation);
      await owner`insert into operation (workspace_id, id, batch_id, kind, account_id, asked, total)
        values (${workspace}, ${operation.id}, ${operation.id}, 'bulk', ${requester}, '{}', 1)`;
    }
    await owner`insert into operation_ticket (workspace_id, operation_id, ticket_id) values (${workspace}, ${operation.id}, ${ticket})`;
    operation.tickets.push(ticket);
  }
}

/** A decision that was asked and given, on a ticket with a plan. */
export async function layApproval(
  sql: postgres.TransactionSql,
  place: Ground["workspaces"][number],
  ticket: string,
  approver: string,
  { rows }: Laid,
) {
  const [approval, decision] = [newIdentifier(), newIdentifier()];
  await sql`insert into plan (workspace_id, ticket_id, type, window_start, window_end)
    values (${place.id}, ${ticket}, 'normal', now(), now() + interval '1 hour')`;
  await sql`insert into approval (workspace_id, id, ticket_id, subject, needed, fingerprint, asked_by)
    values (${place.id}, ${approval}, ${ticket}, 'change', 1, '', ${approver})`;
  await sql`insert into approver (workspace_id, approval_id, account_id) values (${place.id}, ${approval}, ${approver})`;
  await sql`insert into decision (workspace_id, id, approval_id, account_id, decided_by, verdict)
    values (${place.id}, ${decision}, ${approval}, ${approver}, ${approver}, 'approve')`;
  rows.push({ table: "plan", id: ticket, ticket, requires: null });
  rows.push({ table: "approval", id: approval, ticket, requires: null });
  rows.push({ table: "approver", id: `${approval} ${approver}`, ticket, requires: null });
  rows.push({ table: "decision", id: decision, ticket, requires: null });
}

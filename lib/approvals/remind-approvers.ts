import { and, eq } from "drizzle-orm";
import { approval, workspace } from "@/db/schema";
import { recordEvent } from "@/lib/journal/record-event";
import { queueApprovalMails } from "@/lib/outgoing-mail/queue-approval-mails";
import { directoryActor, type Transaction, workspaceActor } from "@/lib/tenancy/actor";
import { lastDecision } from "./approval";
import { type Approval, lockApproval } from "./approval-queries";
import { lapseApproval } from "./lapse-approval";
import { isReminderDue } from "./reminder";

/** Reminds the approvers who have said nothing, and writes down what lapsed. A job; `at` is now when absent. */
export async function remindApprovers(at = new Date()) {
  const places = await directoryActor().transaction((tx) => tx.select({ id: workspace.id }).from(workspace));
  let reminded = 0;
  for (const { id } of places) reminded += await remindIn(id, at);
  return { reminded };
}

/** One transaction for each approval: a trouble with one holds no other back. */
async function remindIn(workspaceId: string, at: Date): Promise<number> {
  const actor = workspaceActor(workspaceId);
  const pending = await actor.transaction((tx) =>
    tx.select({ id: approval.id }).from(approval).where(eq(approval.state, "pending")),
  );
  let reminded = 0;
  for (const { id } of pending) if (await actor.transaction((tx) => remind(tx, id, at))) reminded += 1;
  return reminded;
}

async function remind(tx: Transaction, id: string, at: Date): Promise<boolean> {
  const asked = await lockApproval(tx, id);
  if (asked.state !== "pending") return false;
  const { workspaceId, ticketId } = asked;
  const ticket = { workspaceId, id: ticketId };
  if (asked.edited) {
    const lapsed = await lapseApproval(tx, asked);
    await queueApprovalMails(tx, { kind: "approval-settled", ticket, eventId: lapsed.id, to: [asked.askedBy] });
    return false;
  }
  const to = silentOnes(asked);
  if (to.length === 0 || !isReminderDue({ ...asked, remindedAt: await lastReminder(tx, asked) }, at)) return false;
  await tx
    .update(approval)
    .set({ remindedAt: at })
    .where(and(eq(approval.workspaceId, workspaceId), eq(approval.id, id)));
  const event = await recordEvent(tx, {
    type: "approval.reminded",
    ...{ workspaceId, ticketId },
    payload: { approvalId: id, subject: asked.subject, approverIds: to },
  });
  await queueApprovalMails(tx, { kind: "approval-asked", ticket, eventId: event.id, to });
  return true;
}

/** Those who may decide and did not, with who stands in for them today. */
function silentOnes(asked: Approval): string[] {
  const silent = asked.seats.filter((seat) => seat.able && !lastDecision(asked, seat.accountId));
  return silent.flatMap((seat) => [seat.accountId, ...seat.deputies]);
}

async function lastReminder(tx: Transaction, { workspaceId, id }: Approval): Promise<Date | null> {
  const [found] = await tx
    .select({ at: approval.remindedAt })
    .from(approval)
    .where(and(eq(approval.workspaceId, workspaceId), eq(approval.id, id)));
  return found?.at ?? null;
}

import { and, eq, inArray, sql } from "drizzle-orm";
import { account, outgoingMail } from "@/db/schema";
import { recordEvent } from "@/lib/journal/record-event";
import { PLATFORM_ID, type Transaction } from "@/lib/tenancy/actor";
import { bouncesBeforeFlag, isHardBounce } from "./bounce";

export interface Bounce {
  workspaceId: string;
  outgoingMailId: string;
  incomingMailId: string;
  status: string | null;
  diagnostic: string | null;
}

/** Writes on a mail of ours that it was not delivered, once, and flags its address after several refusals for good. */
export async function recordBounce(tx: Transaction, bounce: Bounce) {
  const { workspaceId, outgoingMailId, incomingMailId, status, diagnostic } = bounce;
  const [bounced] = await tx
    .update(outgoingMail)
    .set({ state: "bounced", bouncedAt: sql`now()` as never, bounceStatus: status, lastError: diagnostic })
    .where(
      and(
        eq(outgoingMail.workspaceId, workspaceId),
        eq(outgoingMail.id, outgoingMailId),
        inArray(outgoingMail.state, ["queued", "sent", "failed"]),
      ),
    )
    .returning({ accountId: outgoingMail.accountId });
  if (!bounced) return;
  await recordEvent(tx, {
    type: "mail.bounced",
    workspaceId,
    requires: requires(workspaceId),
    payload: { outgoingMailId, incomingMailId, status },
  });
  if (bounced.accountId && isHardBounce(status)) await countHardBounce(tx, workspaceId, bounced.accountId, status);
}

async function countHardBounce(tx: Transaction, workspaceId: string, accountId: string, status: string | null) {
  const [counted] = await tx
    .update(account)
    .set({
      hardBounces: sql`${account.hardBounces} + 1`,
      bounceReason: status,
      mailFlaggedAt: sql`case when ${account.hardBounces} + 1 >= ${bouncesBeforeFlag}
        then coalesce(${account.mailFlaggedAt}, now()) end`,
    })
    .where(eq(account.id, accountId))
    .returning({ bounces: account.hardBounces });
  if (counted?.bounces !== bouncesBeforeFlag) return;
  await recordEvent(tx, {
    type: "account.mailFlagged",
    workspaceId,
    requires: requires(workspaceId),
    payload: { accountId, status, bounces: counted.bounces },
  });
}

/** Whoever writes can be written to: what was held against his address is forgotten. */
export async function forgetBounces(tx: Transaction, workspaceId: string, accountId: string) {
  const [before] = await tx.select({ flaggedAt: account.mailFlaggedAt }).from(account).where(eq(account.id, accountId));
  await tx
    .update(account)
    .set({ hardBounces: 0, bounceReason: null, mailFlaggedAt: null })
    .where(eq(account.id, accountId));
  if (!before?.flaggedAt) return;
  await recordEvent(tx, {
    type: "account.mailCleared",
    workspaceId,
    requires: requires(workspaceId),
    payload: { accountId },
  });
}

function requires(workspaceId: string) {
  return workspaceId === PLATFORM_ID ? undefined : ("mails.review" as const);
}

import { sql } from "drizzle-orm";
import { account, singleUseLink } from "@/db/schema";
import { recordEvent } from "@/lib/journal/record-event";
import { queueAccountMail } from "@/lib/outgoing-mail/queue-account-mail";
import { PLATFORM_ID, type Transaction } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";

/** Days during which an invitation may be accepted. */
export const invitationDays = 7;

/** A person as an invitation names him; `mail` is normalised. */
export interface Invited {
  mail: string;
  name: string;
  locale?: "fr" | "en";
}

/**
 * The account that has this address or alias; when there is none, creates it and invites its owner, in the caller's transaction.
 * For verbs that already authorized it: row security lets whoever manages members, and nobody else.
 */
export async function ensureAccount(tx: Transaction, invited: Invited): Promise<{ id: string; created: boolean }> {
  const [lock] = await tx.execute<{ taken: boolean }>(sql`select lock_mail_address(${invited.mail}) as taken`);
  if (lock?.taken) {
    const [known] = await tx.execute<{ id: string }>(sql`select find_account_id(${invited.mail}) as id`);
    return { id: known!.id, created: false };
  }
  const id = newIdentifier();
  await tx.insert(account).values({ id, ...invited, createdBy: tx.asking.accountId });
  await sendInvitation(tx, { id, mail: invited.mail });
  return { id, created: true };
}

/** Writes a link of seven days and the mail that carries it; the account's former invitations end when one is used. */
export async function sendInvitation(tx: Transaction, invited: { id: string; mail: string }) {
  const linkId = newIdentifier();
  await tx.insert(singleUseLink).values({
    id: linkId,
    kind: "invitation",
    accountId: invited.id,
    createdBy: tx.asking.accountId,
    expiresAt: sql`now() + make_interval(days => ${invitationDays})`,
  });
  await recordEvent(tx, {
    type: "account.invited",
    workspaceId: PLATFORM_ID,
    payload: { accountId: invited.id, mail: invited.mail, linkId },
  });
  await queueAccountMail(tx, { kind: "invitation", accountId: invited.id, toMail: invited.mail, linkId });
}

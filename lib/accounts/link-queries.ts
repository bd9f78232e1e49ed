import { sql } from "drizzle-orm";
import { NotFound } from "@/lib/access/refusals";
import { type LinkKind, unsealLink } from "@/lib/outgoing-mail/single-use-link";
import type { Transaction } from "@/lib/tenancy/actor";

type Link = {
  kind: LinkKind;
  accountId: string | null;
  mail: string | null;
  name: string | null;
  platformAdministrator: boolean;
};

/** What a link that still works leads to; null when it was used, expired, was never ours, or its account is suspended. */
export async function findLink(tx: Transaction, kind: LinkKind, token: string) {
  const id = unsealLink(token);
  if (!id) return null;
  const [found] = await tx.execute<Link>(
    sql`select kind, account_id as "accountId", mail, name, platform_administrator as "platformAdministrator"
      from find_single_use_link(${id})`,
  );
  return found?.kind === kind ? { id, ...found } : null;
}

/** The same of a link that belongs to an account. Throws NotFound. */
export async function getAccountLink(tx: Transaction, kind: LinkKind, token: string) {
  const link = await findLink(tx, kind, token);
  if (!link?.accountId || link.mail === null || link.name === null) throw new NotFound("dead-link");
  return { id: link.id, accountId: link.accountId, mail: link.mail, name: link.name };
}

/** Spends the link in the transaction of what it serves. Throws NotFound when somebody was first. */
export async function useLink(tx: Transaction, id: string) {
  const [row] = await tx.execute<{ used: boolean }>(sql`select use_single_use_link(${id}) as used`);
  if (!row?.used) throw new NotFound("dead-link");
}

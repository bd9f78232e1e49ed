import { and, eq, isNull, sql } from "drizzle-orm";
import { account, membership, workspace } from "@/db/schema";
import { NotFound } from "@/lib/access/refusals";
import type { Transaction } from "@/lib/tenancy/actor";
import { normaliseMailAddress } from "./mail-address";

const columns = {
  id: account.id,
  mail: account.mail,
  name: account.name,
  locale: account.locale,
  timeZone: account.timeZone,
  platformAdministrator: sql<boolean>`${account.platformAdministratorSince} is not null`,
  suspendedAt: account.suspendedAt,
  createdAt: account.createdAt,
};

export type Account = Awaited<ReturnType<typeof getAccount>>;

/** The asking person's own account. */
export async function getOwnAccount(tx: Transaction) {
  const [found] = await tx.select(columns).from(account).where(eq(account.id, tx.asking.accountId!));
  if (!found) throw new NotFound("unknown-account");
  return found;
}

/** An account by its address or an alias of it, as far as the asking person may know of it. Throws NotFound. */
export async function getAccount(tx: Transaction, address: string) {
  const mail = normaliseMailAddress(address);
  const [found] = mail
    ? await tx
        .select(columns)
        .from(account)
        .where(eq(account.id, sql`find_account_id(${mail})`))
    : [];
  if (!found) throw new NotFound("unknown-account");
  return found;
}

/** The names of the workspaces to which the asking person belongs: words that his password may not hold. */
export async function listOwnSurroundings(tx: Transaction): Promise<string[]> {
  const rows = await tx
    .select({ key: workspace.key, name: workspace.name })
    .from(membership)
    .innerJoin(workspace, eq(workspace.id, membership.workspaceId))
    .where(and(eq(membership.accountId, tx.asking.accountId!), isNull(membership.endedAt)));
  return rows.flatMap((row) => [row.key, row.name]);
}

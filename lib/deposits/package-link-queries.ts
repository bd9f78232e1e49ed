import { and, desc, eq, gt, isNull, sql } from "drizzle-orm";
import { packageLink } from "@/db/schema";
import { unsealId } from "@/lib/settings/sealed-id";
import { type Actor, personActor, type Transaction } from "@/lib/tenancy/actor";
import { poolOf } from "@/lib/tenancy/database";
import { addressOfPackageLink } from "./package-link";

/** The asking person's own links to a package that still open it, the newest first. */
export async function listPackageLinks(tx: Transaction, packageId: string) {
  const links = await tx
    .select()
    .from(packageLink)
    .where(
      and(eq(packageLink.packageId, packageId), isNull(packageLink.revokedAt), gt(packageLink.expiresAt, sql`now()`)),
    )
    .orderBy(desc(packageLink.createdAt));
  return links.map((link) => ({ ...link, address: addressOfPackageLink(link.id) }));
}

interface Opened {
  actor: Actor;
  linkId: string;
  packageId: string;
  workspaceId: string;
}

/** What a token opens, and in whose name; null for one that is unknown, over, taken back, or of a suspended account. */
export async function findPackageLink(token: string): Promise<Opened | null> {
  const linkId = unsealId(token, "package link");
  if (!linkId) return null;
  const [found] = await poolOf("guichet_web").database.execute<{
    accountId: string;
    packageId: string;
    workspaceId: string;
  }>(
    sql`select account_id as "accountId", package_id as "packageId", workspace_id as "workspaceId" from find_package_link(${linkId})`,
  );
  if (!found) return null;
  const { accountId, packageId, workspaceId } = found;
  return { actor: personActor(accountId, "api"), linkId, packageId, workspaceId };
}

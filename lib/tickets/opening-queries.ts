import { and, eq, isNull } from "drizzle-orm";
import { account, project } from "@/db/schema";
import { NotFound } from "@/lib/access/refusals";
import type { Transaction } from "@/lib/tenancy/actor";

/** The project in which a ticket is opened, with the mail address of whoever opens it. Throws NotFound. */
export async function getOpeningPlace(tx: Transaction, key: string) {
  const [found] = await tx
    .select({ id: project.id, workspaceId: project.workspaceId, key: project.key, ownMail: account.mail })
    .from(project)
    .leftJoin(account, eq(account.id, tx.asking.accountId!))
    .where(and(eq(project.key, key.trim().toUpperCase()), isNull(project.archivedAt)));
  if (!found) throw new NotFound("unknown-project");
  return found;
}

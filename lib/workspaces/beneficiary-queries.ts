import { eq, sql } from "drizzle-orm";
import { beneficiary, workspace } from "@/db/schema";
import { NotFound } from "@/lib/access/refusals";
import type { Transaction } from "@/lib/tenancy/actor";

/** Throws NotFound. */
export async function getBeneficiary(tx: Transaction, id: string) {
  const [found] = await tx.select().from(beneficiary).where(eq(beneficiary.id, id));
  if (!found) throw new NotFound("unknown-beneficiary");
  return found;
}

/** Every beneficiary that this person sees, with how many of its workspaces are open. */
export async function listBeneficiaries(tx: Transaction) {
  return tx
    .select({
      id: beneficiary.id,
      name: beneficiary.name,
      createdAt: beneficiary.createdAt,
      archivedAt: beneficiary.archivedAt,
      workspaces: sql<number>`(count(${workspace.id}) filter (where ${workspace.archivedAt} is null))::int`,
    })
    .from(beneficiary)
    .leftJoin(workspace, eq(workspace.beneficiaryId, beneficiary.id))
    .groupBy(beneficiary.id)
    .orderBy(beneficiary.name);
}

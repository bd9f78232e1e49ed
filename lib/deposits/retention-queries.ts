import { eq } from "drizzle-orm";
import { depositRetention } from "@/db/schema";
import type { Transaction } from "@/lib/tenancy/actor";
import { retentionOf } from "./retention";

/** For how many days a project keeps the bytes of each kind; 0: for ever. */
export async function listRetention(tx: Transaction, projectId: string) {
  const said = await tx
    .select({ kind: depositRetention.kind, days: depositRetention.days })
    .from(depositRetention)
    .where(eq(depositRetention.projectId, projectId));
  return retentionOf(said);
}

import { eq } from "drizzle-orm";
import { priorityRule } from "@/db/schema";
import type { Transaction } from "@/lib/tenancy/actor";
import { matrixOf } from "./priority-matrix";

/** The priorities of a workspace by impact (rows) and urgency (columns). */
export async function getPriorityMatrix(tx: Transaction, workspaceId: string) {
  return matrixOf(await tx.select().from(priorityRule).where(eq(priorityRule.workspaceId, workspaceId)));
}

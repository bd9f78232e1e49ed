import { and, eq, sql } from "drizzle-orm";
import { projectCounter } from "@/db/schema";
import type { Transaction } from "@/lib/tenancy/actor";

/** The next number of a project, under its row lock: gapless, and never given twice. */
export async function takeNumber(tx: Transaction, place: { workspaceId: string; id: string }): Promise<number> {
  return takeNumbers(tx, place, 1);
}

/** Several at once; gives the first of them. */
export async function takeNumbers(
  tx: Transaction,
  place: { workspaceId: string; id: string },
  count: number,
): Promise<number> {
  const [taken] = await tx
    .update(projectCounter)
    .set({ lastNumber: sql`${projectCounter.lastNumber} + ${count}` })
    .where(and(eq(projectCounter.workspaceId, place.workspaceId), eq(projectCounter.projectId, place.id)))
    .returning({ number: projectCounter.lastNumber });
  return taken!.number - count + 1;
}

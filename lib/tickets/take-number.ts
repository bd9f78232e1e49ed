import { and, eq, sql } from "drizzle-orm";
import { projectCounter } from "@/db/schema";
import type { Transaction } from "@/lib/tenancy/actor";

/** The next number of a project, under its row lock: gapless, and never given twice; with the moment at which it was given. */
export async function takeNumber(tx: Transaction, place: { workspaceId: string; id: string }) {
  return takeNumbers(tx, place, 1);
}

/** The same for several at once; `number` is the first of them. */
export async function takeNumbers(tx: Transaction, place: { workspaceId: string; id: string }, count: number) {
  const [taken] = await tx
    .update(projectCounter)
    .set({ lastNumber: sql`${projectCounter.lastNumber} + ${count}` })
    .where(and(eq(projectCounter.workspaceId, place.workspaceId), eq(projectCounter.projectId, place.id)))
    .returning({ number: projectCounter.lastNumber, at: sql<string>`clock_timestamp()::timestamptz(3)` });
  return { number: taken!.number - count + 1, at: new Date(taken!.at) };
}

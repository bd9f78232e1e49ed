import { and, eq, sql } from "drizzle-orm";
import { projectCounter } from "@/db/schema";
import type { Transaction } from "@/lib/tenancy/actor";

/** The next number of a project, under its row lock: gapless, and never given twice; with the moment at which it was given. */
export async function takeNumber(tx: Transaction, place: { workspaceId: string; id: string }) {
  const [taken] = await tx
    .update(projectCounter)
    .set({ lastNumber: sql`${projectCounter.lastNumber} + 1` })
    .where(and(eq(projectCounter.workspaceId, place.workspaceId), eq(projectCounter.projectId, place.id)))
    .returning({ number: projectCounter.lastNumber, at: sql<string>`clock_timestamp()::timestamptz(3)` });
  return { number: taken!.number, at: new Date(taken!.at) };
}

import { and, eq, isNull, max, sql } from "drizzle-orm";
import { task } from "@/db/schema";
import { Conflict } from "@/lib/access/refusals";
import type { Transaction } from "@/lib/tenancy/actor";
import type { ThreadParts } from "./thread-parts-queries";

/**
 * Puts messages, files and tasks of a ticket on another one; what was said keeps its order, notes stay notes. Throws Conflict when some
 * of it is there no more.
 */
export async function putOnTicket(
  tx: Transaction,
  { messages, files, tasks }: ThreadParts,
  sourceId: string,
  { workspaceId, id, reference }: { workspaceId: string; id: string; reference: string },
) {
  if (messages.length > 0 || files.length > 0) {
    const [moved] = await tx.execute<{ moved: number }>(
      sql`select put_on_ticket(${workspaceId}, ${sql.param(messages)}::uuid[], ${sql.param(files)}::uuid[], ${sourceId}, ${id}) as moved`,
    );
    if (moved!.moved !== messages.length) throw new Conflict("changed-since", null, { reference });
  }
  const [last] = await tx
    .select({ position: max(task.position) })
    .from(task)
    .where(
      and(eq(task.workspaceId, workspaceId), eq(task.ticketId, id), eq(task.list, "tasks"), isNull(task.removedAt)),
    );
  for (const [at, one] of tasks.entries())
    await tx
      .update(task)
      .set({ ticketId: id, position: (last?.position ?? 0) + at + 1 })
      .where(and(eq(task.workspaceId, workspaceId), eq(task.id, one.id)));
}

import { sql } from "drizzle-orm";
import { z } from "zod";
import { priorityRule } from "@/db/schema";
import { authorizeWorkspace } from "@/lib/access/ability";
import { Conflict } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { cellsOf, levels, type PriorityMatrix } from "./priority-matrix";
import { getPriorityMatrix } from "./priority-matrix-queries";
import { WorkspaceKey } from "./workspace";
import { lockWorkspace } from "./workspace-queries";

const Matrix = z.array(z.array(z.int().min(1).max(levels.length)).length(levels.length)).length(levels.length);

export const ChangePriorityMatrixInput = z.strictObject({
  workspace: WorkspaceKey,
  matrix: Matrix,
  /** The matrix from which the form was drawn; a change made on another is refused. */
  seen: Matrix.optional(),
});

/** Sets the priorities that tickets get from now on; those that exist keep theirs. Throws NotFound, Forbidden or Conflict. */
export async function changePriorityMatrix(actor: Actor, input: z.input<typeof ChangePriorityMatrixInput>) {
  const asked = ChangePriorityMatrixInput.parse(input);
  return actor.transaction(async (tx) => {
    const place = await lockWorkspace(tx, asked.workspace);
    authorizeWorkspace(await getRights(tx), "manageSettings", place.id);
    const before = await getPriorityMatrix(tx, place.id);
    if (asked.seen && !same(asked.seen, before)) throw new Conflict("stale", before);
    if (same(before, asked.matrix)) return before;
    await tx
      .insert(priorityRule)
      .values(cellsOf(asked.matrix).map((cell) => ({ ...cell, workspaceId: place.id })))
      .onConflictDoUpdate({
        target: [priorityRule.workspaceId, priorityRule.impact, priorityRule.urgency],
        set: { priority: sql`excluded.priority` },
      });
    await recordEvent(tx, {
      type: "priorityMatrix.changed",
      workspaceId: place.id,
      payload: { matrix: [before, asked.matrix] },
    });
    return asked.matrix;
  });
}

function same(one: PriorityMatrix, other: PriorityMatrix) {
  return one.flat().join() === other.flat().join();
}

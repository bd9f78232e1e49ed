import { and, desc, eq } from "drizzle-orm";
import { status, workflow } from "@/db/schema";
import { NotFound } from "@/lib/access/refusals";
import type { Transaction } from "@/lib/tenancy/actor";
import type { Kind, Workflow } from "./workflow";

export type WorkflowInForce = Awaited<ReturnType<typeof readWorkflow>>;

const known = new WeakMap<Transaction, Map<string, Promise<WorkflowInForce>>>();

/**
 * The process of a kind as it is now in a workspace, with the rows of its statuses, removed ones included. Read once per transaction.
 * Throws NotFound where the asking person is no member.
 */
export function getWorkflow(tx: Transaction, workspaceId: string, kind: Kind): Promise<WorkflowInForce> {
  const read = known.get(tx) ?? new Map<string, Promise<WorkflowInForce>>();
  known.set(tx, read);
  const key = `${workspaceId} ${kind}`;
  const found = read.get(key) ?? readWorkflow(tx, workspaceId, kind);
  read.set(key, found);
  return found;
}

/** A verb that has just written another version says so. */
export function forgetWorkflows(tx: Transaction) {
  known.delete(tx);
}

async function readWorkflow(tx: Transaction, workspaceId: string, kind: Kind) {
  const [[found], rows] = await Promise.all([
    tx
      .select({ version: workflow.version, definition: workflow.definition })
      .from(workflow)
      .where(and(eq(workflow.workspaceId, workspaceId), eq(workflow.kind, kind)))
      .orderBy(desc(workflow.version))
      .limit(1),
    tx
      .select()
      .from(status)
      .where(and(eq(status.workspaceId, workspaceId), eq(status.kind, kind)))
      .orderBy(status.position),
  ]);
  if (!found) throw new NotFound();
  // Judged when it was written, by the only verb that writes it.
  return { workspaceId, kind, version: found.version, workflow: found.definition as Workflow, rows };
}

/** The status whose moves a ticket follows: its own, or the one that replaced it when it was removed. */
export function standingOf({ rows }: WorkflowInForce, statusId: string) {
  let row = rows.find(({ id }) => id === statusId);
  for (let steps = 0; row?.archivedAt && row.replacedById && steps < rows.length; steps++) {
    const { replacedById } = row;
    row = rows.find(({ id }) => id === replacedById);
  }
  return row;
}

/** The row of a status in force. */
export function rowOf({ rows }: WorkflowInForce, code: string) {
  return rows.find((row) => row.code === code && !row.archivedAt);
}

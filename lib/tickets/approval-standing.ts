import { sql } from "drizzle-orm";
import { Conflict } from "@/lib/access/refusals";
import type { Transaction } from "@/lib/tenancy/actor";

/**
 * Whether the decision that a ticket waits for was given, as it stands now, or may be given afterwards (an emergency). PostgreSQL asks
 * itself the same when the ticket enters a status that requires it, by whatever path.
 */
export async function hasApproval(
  tx: Transaction,
  of: { workspaceId: string; id: string; kind: string },
  subject: "change" | "preProduction" | "production" = of.kind === "release" ? "production" : "change",
): Promise<boolean> {
  const [found] = await tx.execute<{ given: boolean }>(sql`
    select has_approval(t, ${subject}) as given from ticket t where t.workspace_id = ${of.workspaceId} and t.id = ${of.id}`);
  return found?.given ?? false;
}

/** The codes by which the database refuses what only a decision allows (see its migration), and the verbs' word for each. */
const refusals: Record<string, string> = {
  GU001: "approval-missing",
  GU002: "refused-already",
  GU003: "approval-over",
};

/** Says in the verbs' words what the database refused for want of an approval; anything else passes as it is. */
export async function refuseWithoutApproval<T>(change: () => PromiseLike<T>): Promise<T> {
  try {
    return await change();
  } catch (error) {
    const { code = "" } = ((error as Error).cause ?? {}) as { code?: string };
    throw refusals[code] ? new Conflict(refusals[code]) : error;
  }
}

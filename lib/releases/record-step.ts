import { sql } from "drizzle-orm";
import { stageStep } from "@/db/schema";
import type { EventType } from "@/lib/journal/event";
import { recordEvent } from "@/lib/journal/record-event";
import type { Transaction } from "@/lib/tenancy/actor";
import type { Ticket } from "@/lib/tickets/ticket-queries";
import type { Environment, StageStep } from "./release";

const types: Record<StageStep, EventType> = {
  go: "stage.approved",
  noGo: "stage.refused",
  installed: "stage.installed",
  rolledBack: "stage.rolledBack",
};

/** Writes one line of what happened to a release, and the journal's; never rewritten afterwards. */
export async function recordStep(
  tx: Transaction,
  { workspaceId, id }: Ticket,
  { environment, step, reason }: { environment: Environment; step: StageStep; reason: string | null },
) {
  await tx.insert(stageStep).values({
    ...{ workspaceId, ticketId: id, environment, step, reason },
    by: tx.asking.accountId!,
    // The clock's moment, not the transaction's: lines that waited for each other keep their order.
    at: sql`clock_timestamp()`,
  });
  return recordEvent(tx, { type: types[step], workspaceId, ticketId: id, payload: { environment, reason } });
}

import { eq } from "drizzle-orm";
import { z } from "zod";
import { exportSchedule } from "@/db/schema";
import { recordEvent } from "@/lib/journal/record-event";
import { type Actor, PLATFORM_ID, type Transaction } from "@/lib/tenancy/actor";
import { lockSchedule } from "./schedule-queries";

const EndInput = z.strictObject({ schedule: z.guid() });

/** Ends a regular export; what it made stays its days. Throws NotFound. */
export async function endSchedule(actor: Actor, input: z.input<typeof EndInput>) {
  const { schedule: id } = EndInput.parse(input);
  return actor.transaction(async (tx) => {
    await lockSchedule(tx, id);
    await recordEnd(tx, id, "asked");
  });
}

/** `lost-right`: its owner may export no more, and nobody is told each day that he may not. */
export async function recordEnd(tx: Transaction, id: string, why: "asked" | "lost-right") {
  await tx.update(exportSchedule).set({ endedAt: new Date() }).where(eq(exportSchedule.id, id));
  await recordEvent(tx, { type: "exportSchedule.ended", workspaceId: PLATFORM_ID, payload: { scheduleId: id, why } });
}

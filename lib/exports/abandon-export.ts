import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { exportJob } from "@/db/schema";
import { Conflict } from "@/lib/access/refusals";
import { recordEvent } from "@/lib/journal/record-event";
import { type Actor, PLATFORM_ID } from "@/lib/tenancy/actor";
import { getExport } from "./export-queries";

const AbandonInput = z.strictObject({ export: z.guid() });

/** Gives up an export that is not finished; the job that makes it stops at its next rows. Throws NotFound or Conflict. */
export async function abandonExport(actor: Actor, input: z.input<typeof AbandonInput>) {
  const { export: id } = AbandonInput.parse(input);
  return actor.transaction(async (tx) => {
    await getExport(tx, id);
    const abandoned = await tx
      .update(exportJob)
      .set({ state: "abandoned", finishedAt: new Date() })
      .where(and(eq(exportJob.id, id), inArray(exportJob.state, ["waiting", "running"])))
      .returning({ id: exportJob.id });
    if (abandoned.length === 0) throw new Conflict("export-finished");
    await recordEvent(tx, { type: "export.abandoned", workspaceId: PLATFORM_ID, payload: { exportId: id } });
  });
}

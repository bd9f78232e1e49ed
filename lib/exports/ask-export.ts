import { and, count, eq, inArray } from "drizzle-orm";
import type { z } from "zod";
import { exportJob } from "@/db/schema";
import { TooMany } from "@/lib/access/refusals";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { recordEvent } from "@/lib/journal/record-event";
import { type Actor, PLATFORM_ID, type Transaction } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";
import { type AskedExport, ExportInput, mostAtOnce, mostWaiting } from "./export";
import { prepareExport } from "./prepare-export";

/** Whether so few rows were asked for that they need no job. Throws what preparing throws. */
export async function fitsAtOnce(actor: Actor, input: z.input<typeof ExportInput>): Promise<boolean> {
  const asked = ExportInput.parse(input);
  return actor.transaction(async (tx) => {
    const { opened } = await prepareExport(tx, asked);
    return (await opened.count(mostAtOnce)) < mostAtOnce;
  });
}

/** Has an export made by a job, which tells by mail when it is ready. Throws TooMany past a few that wait already. */
export async function askExport(actor: Actor, input: z.input<typeof ExportInput>) {
  const asked = ExportInput.parse(input);
  return actor.transaction(async (tx) => {
    await prepareExport(tx, asked);
    const [waiting] = await tx
      .select({ count: count() })
      .from(exportJob)
      .where(and(eq(exportJob.accountId, tx.asking.accountId!), inArray(exportJob.state, ["waiting", "running"])));
    if (waiting!.count >= mostWaiting) throw new TooMany("too-many-exports", { seconds: 60 });
    return { id: await queueExport(tx, asked, null) };
  });
}

/** The row, its line and its job. */
export async function queueExport(tx: Transaction, asked: AskedExport, scheduleId: string | null): Promise<string> {
  const id = newIdentifier();
  const accountId = tx.asking.accountId!;
  await tx.insert(exportJob).values({ id, accountId, scheduleId, ...asked });
  await recordEvent(tx, {
    type: "export.asked",
    workspaceId: PLATFORM_ID,
    payload: { exportId: id, ...asked, ...(scheduleId && { scheduleId }) },
  });
  await enqueueJob(tx, "run-export", { accountId, exportId: id });
  return id;
}

import type { z } from "zod";
import { exportSchedule } from "@/db/schema";
import { Conflict } from "@/lib/access/refusals";
import { recordEvent } from "@/lib/journal/record-event";
import { type Actor, PLATFORM_ID } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";
import { prepareExport } from "./prepare-export";
import { mostSchedules, nextMoment, ScheduleInput } from "./schedule";
import { listSchedules } from "./schedule-queries";

/** Has an export made again on given days, with the rights that its owner then has. Throws Conflict past a number of them. */
export async function scheduleExport(actor: Actor, input: z.input<typeof ScheduleInput>) {
  const { name, every, hour, attached, day: asked, ...what } = ScheduleInput.parse(input);
  return actor.transaction(async (tx) => {
    const { reading } = await prepareExport(tx, what);
    if ((await listSchedules(tx)).length >= mostSchedules)
      throw new Conflict("too-many-schedules", null, { most: mostSchedules });
    const day = every === "day" ? null : asked!;
    const nextAt = nextMoment({ every, day, hour }, new Date(), reading.timeZone);
    const facts = { id: newIdentifier(), name, every, day, hour, attached, ...what };
    await tx.insert(exportSchedule).values({ ...facts, accountId: tx.asking.accountId!, nextAt });
    await recordEvent(tx, { type: "exportSchedule.created", workspaceId: PLATFORM_ID, payload: facts });
    return { ...facts, nextAt };
  });
}

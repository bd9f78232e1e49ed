import { eq, sql } from "drizzle-orm";
import { exportSchedule } from "@/db/schema";
import { mayExport } from "@/lib/access/ability";
import { getRights } from "@/lib/access/rights";
import { findTimeZone } from "@/lib/accounts/preference-queries";
import { askAsWorker, personActor } from "@/lib/tenancy/actor";
import { queueExport } from "./ask-export";
import { recordEnd } from "./end-schedule";
import { type AskedExport, ExportInput } from "./export";
import { nextMoment } from "./schedule";
import { lockSchedule } from "./schedule-queries";

interface Due extends Record<string, unknown> {
  id: string;
  accountId: string;
}

/** Asks for each regular export whose moment has come, as its owner; those of who may export no more are ended. Gives how many. */
export async function runExportSchedules(now = new Date()): Promise<number> {
  const due = await askAsWorker<Due>(sql`select id, account_id as "accountId" from export_schedule
    where ended_at is null and next_at <= ${now.toISOString()}::timestamptz order by next_at`);
  let asked = 0;
  for (const one of due) if (await runSchedule(one, now)) asked++;
  return asked;
}

/** The next moment is written with what is asked: run twice, the second finds nothing due. */
function runSchedule({ id, accountId }: Due, now: Date): Promise<boolean> {
  return personActor(accountId, "worker").transaction(async (tx) => {
    const schedule = await lockSchedule(tx, id);
    if (schedule.nextAt > now) return false;
    if (!mayExport(await getRights(tx))) {
      await recordEnd(tx, id, "lost-right");
      return false;
    }
    const { subject, query, columns, format } = schedule;
    const what: AskedExport = ExportInput.parse({ subject, query, columns, format });
    await queueExport(tx, what, id);
    const nextAt = nextMoment(schedule, now, (await findTimeZone(tx)) ?? "Europe/Paris");
    await tx.update(exportSchedule).set({ nextAt, lastAt: now }).where(eq(exportSchedule.id, id));
    return true;
  });
}

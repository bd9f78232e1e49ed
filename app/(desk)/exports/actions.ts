"use server";

import { listOf, optionalTextOf, textOf } from "@/app/_doors/form-fields";
import { submit } from "@/app/_doors/submit";
import type { FormState } from "@/app/_ui/form-state";
import { abandonExport } from "@/lib/exports/abandon-export";
import { endSchedule } from "@/lib/exports/end-schedule";
import type { SubjectName } from "@/lib/exports/export";
import type { Rhythm } from "@/lib/exports/schedule";
import { scheduleExport } from "@/lib/exports/schedule-export";
import type { Format } from "@/lib/exports/sheet";

export async function abandonMyExport(_before: FormState, form: FormData): Promise<FormState> {
  return submit(form, { export: textOf(form, "export") }, abandonExport);
}

export async function endMySchedule(_before: FormState, form: FormData): Promise<FormState> {
  return submit(form, { schedule: textOf(form, "schedule") }, endSchedule);
}

export async function scheduleMyExport(_before: FormState, form: FormData): Promise<FormState> {
  const what = { subject: textOf(form, "subject") as SubjectName, query: textOf(form, "query") };
  const columns = listOf(form, "columns").flatMap((names) => names.split(",").filter(Boolean));
  const when = { every: textOf(form, "every") as Rhythm, day: optionalTextOf(form, "day"), hour: textOf(form, "hour") };
  const attached = textOf(form, "attached") === "true";
  const asked = {
    ...what,
    ...when,
    columns,
    attached,
    name: textOf(form, "name"),
    format: textOf(form, "format") as Format,
  };
  return submit(form, asked, scheduleExport);
}

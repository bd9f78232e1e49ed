"use server";

import { textOf } from "@/app/_doors/form-fields";
import { submit } from "@/app/_doors/submit";
import type { FormState } from "@/app/_ui/form-state";
import { addTime } from "@/lib/timesheets/add-time";
import { correctTime } from "@/lib/timesheets/correct-time";
import { removeTime } from "@/lib/timesheets/remove-time";
import { minutesOf } from "@/lib/timesheets/time";

export async function writeDownTime(_before: FormState, form: FormData): Promise<FormState> {
  return submit(form, readTime(form), addTime);
}

export async function correctOne(_before: FormState, form: FormData): Promise<FormState> {
  return submit(form, { ...readTime(form), entry: textOf(form, "entry") }, correctTime);
}

export async function removeOne(_before: FormState, form: FormData): Promise<FormState> {
  return submit(form, { ticket: textOf(form, "ticket"), entry: textOf(form, "entry") }, removeTime);
}

function readTime(form: FormData) {
  const real = textOf(form, "realMinutes");
  return {
    ticket: textOf(form, "ticket"),
    spentOn: textOf(form, "spentOn"),
    accountedMinutes: minutesOf(textOf(form, "accountedMinutes")),
    ...(real ? { realMinutes: minutesOf(real) } : {}),
    description: textOf(form, "description"),
  };
}

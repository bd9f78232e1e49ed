"use server";

import { listOf, optionalTextOf, textOf } from "@/app/_doors/form-fields";
import { submit } from "@/app/_doors/submit";
import type { FormState } from "@/app/_ui/form-state";
import { closeProblem } from "@/lib/problems/close-problem";
import { gatherIncidents } from "@/lib/problems/gather-incidents";
import { recordKnownError } from "@/lib/problems/record-known-error";
import { declareMajor } from "@/lib/tickets/declare-major";
import { endMajor } from "@/lib/tickets/end-major";
import { tellMajor } from "@/lib/tickets/tell-major";

export async function gather(_before: FormState, form: FormData): Promise<FormState> {
  const typed = textOf(form, "others")
    .split(/[\s,;]+/)
    .filter(Boolean);
  return submit(
    form,
    { problem: textOf(form, "ticket"), incidents: [...listOf(form, "incidents"), ...typed] },
    gatherIncidents,
  );
}

export async function record(_before: FormState, form: FormData): Promise<FormState> {
  const published = listOf(form, "published").includes("yes");
  return submit(
    form,
    { ticket: textOf(form, "ticket"), workaround: textOf(form, "workaround"), published },
    recordKnownError,
  );
}

export async function close(_before: FormState, form: FormData): Promise<FormState> {
  const input = {
    problem: textOf(form, "ticket"),
    solution: textOf(form, "solution"),
    incidents: listOf(form, "incidents"),
    message: optionalTextOf(form, "message"),
  };
  return submit(form, input, closeProblem);
}

export async function declare(_before: FormState, form: FormData): Promise<FormState> {
  return submit(form, { ticket: textOf(form, "ticket"), reason: textOf(form, "reason") }, declareMajor);
}

export async function end(_before: FormState, form: FormData): Promise<FormState> {
  return submit(form, { ticket: textOf(form, "ticket"), reason: textOf(form, "reason") }, endMajor);
}

export async function tell(_before: FormState, form: FormData): Promise<FormState> {
  return submit(form, { ticket: textOf(form, "ticket"), text: textOf(form, "text") }, tellMajor);
}

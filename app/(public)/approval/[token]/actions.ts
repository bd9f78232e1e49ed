"use server";

import { decideUnknown } from "@/app/_doors/decide-by-link";
import { optionalTextOf, textOf } from "@/app/_doors/form-fields";
import { formStateOf } from "@/app/_doors/form-state";
import { type FormState, untouched } from "@/app/_ui/form-state";

/** Decides; the page is left as it was read, so that its own words can say what was done. */
export async function decide(_before: FormState, form: FormData): Promise<FormState> {
  const verdict = textOf(form, "verdict") as "approve";
  const done = await decideUnknown({ token: textOf(form, "token"), verdict, reason: optionalTextOf(form, "reason") });
  return done.ok ? { ...untouched, values: { verdict }, done: true } : formStateOf(done.problem, form);
}

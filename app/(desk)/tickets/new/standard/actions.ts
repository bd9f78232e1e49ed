"use server";

import { redirect } from "next/navigation";
import { act } from "@/app/_doors/act";
import { optionalTextOf, textOf } from "@/app/_doors/form-fields";
import { formStateOf } from "@/app/_doors/form-state";
import type { FormState } from "@/app/_ui/form-state";
import { openStandardChange } from "@/lib/changes/open-standard-change";

/** A choice names the project and the template, since both are chosen at once. */
export async function openStandard(_before: FormState, form: FormData): Promise<FormState> {
  const [project = "", template = ""] = textOf(form, "template").split(" ");
  const input = { project, template, title: optionalTextOf(form, "title"), message: optionalTextOf(form, "message") };
  const outcome = await act(input, openStandardChange);
  if (!outcome.ok) return formStateOf(outcome.problem, form);
  redirect(`/tickets/${outcome.value.reference}`);
}

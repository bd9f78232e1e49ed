"use server";

import { optionalTextOf, textOf } from "@/app/_doors/form-fields";
import { submit } from "@/app/_doors/submit";
import type { FormState } from "@/app/_ui/form-state";
import { declareFreeze } from "@/lib/planning/declare-freeze";
import { liftFreeze } from "@/lib/planning/lift-freeze";

export async function declare(_before: FormState, form: FormData): Promise<FormState> {
  const [workspace, project] = textOf(form, "place").split("/");
  const input = { workspace: workspace ?? "", project: project || undefined, title: textOf(form, "title") };
  return submit(form, { ...input, start: textOf(form, "start"), end: textOf(form, "end") }, declareFreeze);
}

export async function lift(_before: FormState, form: FormData): Promise<FormState> {
  return submit(form, { freeze: optionalTextOf(form, "freeze") ?? "" }, liftFreeze);
}

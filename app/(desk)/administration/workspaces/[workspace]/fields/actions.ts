"use server";

import { refresh } from "next/cache";
import { act } from "@/app/_doors/act";
import { listOf, textOf } from "@/app/_doors/form-fields";
import { sentenceOf } from "@/app/_doors/form-state";
import { submit } from "@/app/_doors/submit";
import type { FormState } from "@/app/_ui/form-state";
import { changeField } from "@/lib/workspaces/change-field";
import { createField } from "@/lib/workspaces/create-field";
import type { FieldType } from "@/lib/workspaces/field";
import { readChoices } from "@/lib/workspaces/field-choices";
import { orderFields } from "@/lib/workspaces/order-fields";

export async function addField(_before: FormState, form: FormData): Promise<FormState> {
  return submit(form, { ...readFacts(form), type: textOf(form, "type") as FieldType }, createField);
}

export async function editField(_before: FormState, form: FormData): Promise<FormState> {
  return submit(form, { ...readFacts(form), code: textOf(form, "code") }, changeField);
}

export async function archiveField(_before: FormState, form: FormData): Promise<FormState> {
  const archived = textOf(form, "archived") === "yes";
  return submit(form, { workspace: textOf(form, "workspace"), code: textOf(form, "code"), archived }, changeField);
}

/** Answers null when it is done, else why not. */
export async function moveFields(workspace: string, codes: string[]): Promise<string | null> {
  const outcome = await act({ workspace, codes }, orderFields);
  refresh();
  return outcome.ok ? null : sentenceOf(outcome.problem);
}

function readFacts(form: FormData) {
  return {
    workspace: textOf(form, "workspace"),
    labelFr: textOf(form, "labelFr"),
    labelEn: textOf(form, "labelEn"),
    kinds: listOf(form, "kinds") as never[],
    choices: readChoices(textOf(form, "choices")),
  };
}

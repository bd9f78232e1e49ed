"use server";

import { fieldsOf, textOf } from "@/app/_doors/form-fields";
import { submit } from "@/app/_doors/submit";
import type { FormState } from "@/app/_ui/form-state";
import { changeItemType } from "@/lib/items/change-item-type";
import { changeRelationType } from "@/lib/items/change-relation-type";
import { createItemType } from "@/lib/items/create-item-type";
import { createRelationType } from "@/lib/items/create-relation-type";
import { putItemField } from "@/lib/items/put-item-field";
import { readChoices } from "@/lib/workspaces/field-choices";

/** `60, 30, 7` as numbers; what is none makes the schema refuse. */
const daysOf = (form: FormData) =>
  textOf(form, "remindDays")
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(Number);

const labelsOf = (form: FormData) => ({ labelFr: textOf(form, "labelFr"), labelEn: textOf(form, "labelEn") });

export async function addType(_before: FormState, form: FormData): Promise<FormState> {
  const facts = { workspace: textOf(form, "workspace"), ...labelsOf(form), remindDays: daysOf(form) };
  return submit(form, facts, createItemType);
}

export async function editType(_before: FormState, form: FormData): Promise<FormState> {
  const which = { workspace: textOf(form, "workspace"), type: textOf(form, "type") };
  return submit(form, { ...which, ...labelsOf(form), remindDays: daysOf(form) }, changeItemType);
}

export async function archiveType(_before: FormState, form: FormData): Promise<FormState> {
  const which = { workspace: textOf(form, "workspace"), type: textOf(form, "type") };
  return submit(form, { ...which, archived: textOf(form, "archived") === "yes" }, changeItemType);
}

export async function putField(_before: FormState, form: FormData): Promise<FormState> {
  const field = {
    ...{
      workspace: textOf(form, "workspace"),
      ofType: textOf(form, "ofType"),
      code: textOf(form, "code") || undefined,
    },
    ...{ ...labelsOf(form), type: textOf(form, "type") as "text", choices: readChoices(textOf(form, "choices")) },
    ...{ required: textOf(form, "required") === "true", listed: textOf(form, "listed") === "true" },
  };
  return submit(form, field, putItemField);
}

export async function addRelationType(_before: FormState, form: FormData): Promise<FormState> {
  return submit(form, fieldsOf(form) as never, createRelationType);
}

export async function editRelationType(_before: FormState, form: FormData): Promise<FormState> {
  return submit(form, fieldsOf(form) as never, changeRelationType);
}

export async function archiveRelationType(_before: FormState, form: FormData): Promise<FormState> {
  const which = { workspace: textOf(form, "workspace"), type: textOf(form, "type") };
  return submit(form, { ...which, archived: textOf(form, "archived") === "yes" }, changeRelationType);
}

"use server";

import { redirect } from "next/navigation";
import { act } from "@/app/_doors/act";
import { fieldsOf, optionalTextOf, textOf } from "@/app/_doors/form-fields";
import { formStateOf } from "@/app/_doors/form-state";
import type { FormState } from "@/app/_ui/form-state";
import { changeItem } from "@/lib/items/change-item";
import { createItem } from "@/lib/items/create-item";

const prefix = "values.";

/** What the form says of an item; an empty field takes its value away. */
function factsOf(form: FormData) {
  const orNull = (name: string) => optionalTextOf(form, name) ?? null;
  const named = Object.entries(fieldsOf(form)).filter(([name]) => name.startsWith(prefix));
  return {
    name: textOf(form, "name"),
    status: textOf(form, "status") as "planned",
    criticality: textOf(form, "criticality"),
    project: orNull("project"),
    owner: orNull("owner"),
    externalKey: orNull("externalKey"),
    startsOn: orNull("startsOn"),
    expiresOn: orNull("expiresOn"),
    values: Object.fromEntries(named.map(([name, value]) => [name.slice(prefix.length), String(value) || null])),
    ticket: optionalTextOf(form, "ticket"),
  };
}

export async function addItem(_before: FormState, form: FormData): Promise<FormState> {
  const place = { workspace: optionalTextOf(form, "workspace") ?? null, type: textOf(form, "type") };
  const outcome = await act({ ...factsOf(form), ...place }, createItem);
  if (!outcome.ok) return formStateOf(outcome.problem, form);
  redirect(`/items/${outcome.value.id}`);
}

export async function saveItem(_before: FormState, form: FormData): Promise<FormState> {
  const asked = { item: textOf(form, "item"), version: Number(textOf(form, "version")) };
  const outcome = await act({ ...factsOf(form), ...asked }, changeItem);
  if (!outcome.ok) return formStateOf(outcome.problem, form);
  redirect(`/items/${outcome.value.id}`);
}

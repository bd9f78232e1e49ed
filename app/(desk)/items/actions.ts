"use server";

import { redirect } from "next/navigation";
import { act } from "@/app/_doors/act";
import { fieldsOf, optionalTextOf, textOf } from "@/app/_doors/form-fields";
import { formStateOf } from "@/app/_doors/form-state";
import { submit } from "@/app/_doors/submit";
import type { FormState } from "@/app/_ui/form-state";
import { changeItem } from "@/lib/items/change-item";
import { createItem } from "@/lib/items/create-item";
import { endRelation } from "@/lib/items/end-relation";
import { endShare } from "@/lib/items/end-share";
import { relateItems } from "@/lib/items/relate-items";
import { shareItem } from "@/lib/items/share-item";

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

/** The relation says which way round: `hosts onward`, `hosts back`. */
export async function relate(_before: FormState, form: FormData): Promise<FormState> {
  const [type = "", way] = textOf(form, "type").split(" ");
  const [here, other] = [textOf(form, "item"), textOf(form, "to")];
  const ends = way === "back" ? { from: other, to: here } : { from: here, to: other };
  return submit(form, { type, ...ends }, relateItems);
}

export async function part(_before: FormState, form: FormData): Promise<FormState> {
  return submit(form, { relation: textOf(form, "relation") }, endRelation);
}

export async function share(_before: FormState, form: FormData): Promise<FormState> {
  return submit(form, { item: textOf(form, "item"), workspace: textOf(form, "workspace") }, shareItem);
}

export async function unshare(_before: FormState, form: FormData): Promise<FormState> {
  return submit(form, { item: textOf(form, "item"), workspace: textOf(form, "workspace") }, endShare);
}

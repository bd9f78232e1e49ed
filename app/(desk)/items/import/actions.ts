"use server";

import { redirect } from "next/navigation";
import { act } from "@/app/_doors/act";
import { fieldsOf, optionalTextOf, textOf } from "@/app/_doors/form-fields";
import { formStateOf } from "@/app/_doors/form-state";
import { submit } from "@/app/_doors/submit";
import type { FormState } from "@/app/_ui/form-state";
import { abandonItemImport } from "@/lib/item-imports/abandon-item-import";
import { confirmItemImport } from "@/lib/item-imports/confirm-item-import";
import { mapItemImport } from "@/lib/item-imports/map-item-import";
import { startItemImport } from "@/lib/item-imports/start-item-import";

export async function startImport(_before: FormState, form: FormData): Promise<FormState> {
  const place = { workspace: textOf(form, "workspace"), type: textOf(form, "type") };
  const asked = { ...place, project: optionalTextOf(form, "project") ?? null, upload: textOf(form, "upload") };
  const outcome = await act(asked, startItemImport);
  if (!outcome.ok) return formStateOf(outcome.problem, form);
  redirect(`/items/import/${outcome.value.id}`);
}

const prefix = "column.";

/** The form names each column by its title. */
export async function mapImport(_before: FormState, form: FormData): Promise<FormState> {
  const columns = Object.entries(fieldsOf(form)).filter(([name]) => name.startsWith(prefix));
  const mapping = Object.fromEntries(
    columns.map(([name, target]) => [name.slice(prefix.length), String(target) || null]),
  );
  return submit(form, { import: textOf(form, "import"), mapping }, mapItemImport);
}

export async function confirmImport(_before: FormState, form: FormData): Promise<FormState> {
  return submit(form, { import: textOf(form, "import") }, confirmItemImport);
}

export async function abandonImport(_before: FormState, form: FormData): Promise<FormState> {
  const outcome = await act({ import: textOf(form, "import") }, abandonItemImport);
  if (!outcome.ok) return formStateOf(outcome.problem, form);
  redirect("/items/import");
}

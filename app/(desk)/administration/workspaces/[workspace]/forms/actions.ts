"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { act } from "@/app/_doors/act";
import { fieldsOf, textOf } from "@/app/_doors/form-fields";
import { formStateOf, sentenceOf } from "@/app/_doors/form-state";
import { submit } from "@/app/_doors/submit";
import type { FormState } from "@/app/_ui/form-state";
import { changeRequestForm } from "@/lib/workspaces/change-request-form";
import { createRequestForm } from "@/lib/workspaces/create-request-form";
import { orderRequestForms } from "@/lib/workspaces/order-request-forms";

/** Makes a form, or changes the one that `code` names, and goes back to the list. */
export async function saveForm(_before: FormState, form: FormData): Promise<FormState> {
  const [workspace, code, facts] = [textOf(form, "workspace"), textOf(form, "code"), readFacts(form)];
  const outcome = code
    ? await act({ workspace, code, facts }, changeRequestForm)
    : await act({ workspace, ...facts }, createRequestForm);
  if (!outcome.ok) return formStateOf({ ...outcome.problem, fields: ownNames(outcome.problem.fields) }, form);
  redirect(`/administration/workspaces/${outcome.value.workspaceKey}/forms`);
}

export async function archiveForm(_before: FormState, form: FormData): Promise<FormState> {
  const archived = textOf(form, "archived") === "yes";
  return submit(
    form,
    { workspace: textOf(form, "workspace"), code: textOf(form, "code"), archived },
    changeRequestForm,
  );
}

/** Answers null when it is done, else why not. */
export async function moveForms(workspace: string, codes: string[]): Promise<string | null> {
  const outcome = await act({ workspace, codes }, orderRequestForms);
  refresh();
  return outcome.ok ? null : sentenceOf(outcome.problem);
}

/** The fields of the form itself are named as the page names them. */
function ownNames<Fault extends { field: string }>(faults: Fault[]): Fault[] {
  return faults.map((fault) => ({ ...fault, field: fault.field.replace(/^facts\./, "") }));
}

const asked = "asked.";

function readFacts(form: FormData) {
  const text = (name: string) => textOf(form, name);
  const questions = Object.entries(fieldsOf(form)).filter(([name, value]) => name.startsWith(asked) && value !== "no");
  return {
    labelFr: text("labelFr"),
    labelEn: text("labelEn"),
    descriptionFr: text("descriptionFr"),
    descriptionEn: text("descriptionEn"),
    kind: text("kind") as never,
    project: text("project") || null,
    category: text("category") || null,
    impact: Number(text("impact")),
    urgency: Number(text("urgency")),
    title: text("title"),
    message: text("message"),
    questions: questions.map(([name, value]) => ({ field: name.slice(asked.length), required: value === "required" })),
  };
}

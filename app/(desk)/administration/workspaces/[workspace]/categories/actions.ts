"use server";

import { refresh } from "next/cache";
import { act } from "@/app/_doors/act";
import { textOf } from "@/app/_doors/form-fields";
import { sentenceOf } from "@/app/_doors/form-state";
import { submit } from "@/app/_doors/submit";
import type { FormState } from "@/app/_ui/form-state";
import { changeCategory } from "@/lib/workspaces/change-category";
import { createCategory } from "@/lib/workspaces/create-category";
import { orderCategories } from "@/lib/workspaces/order-categories";

export async function addCategory(_before: FormState, form: FormData): Promise<FormState> {
  const input = {
    workspace: textOf(form, "workspace"),
    labelFr: textOf(form, "labelFr"),
    labelEn: textOf(form, "labelEn"),
  };
  return submit(form, input, createCategory);
}

export async function relabelCategory(_before: FormState, form: FormData): Promise<FormState> {
  const input = {
    workspace: textOf(form, "workspace"),
    code: textOf(form, "code"),
    labelFr: textOf(form, "labelFr"),
    labelEn: textOf(form, "labelEn"),
  };
  return submit(form, input, changeCategory);
}

export async function archiveCategory(_before: FormState, form: FormData): Promise<FormState> {
  const archived = textOf(form, "archived") === "yes";
  return submit(form, { workspace: textOf(form, "workspace"), code: textOf(form, "code"), archived }, changeCategory);
}

/** Answers null when it is done, else why not. */
export async function moveCategories(workspace: string, codes: string[]): Promise<string | null> {
  const outcome = await act({ workspace, codes }, orderCategories);
  refresh();
  return outcome.ok ? null : sentenceOf(outcome.problem);
}

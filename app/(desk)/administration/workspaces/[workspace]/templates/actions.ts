"use server";

import { optionalTextOf, textOf } from "@/app/_doors/form-fields";
import { submit } from "@/app/_doors/submit";
import type { FormState } from "@/app/_ui/form-state";
import { archiveChangeTemplate } from "@/lib/changes/archive-change-template";
import { stepsOf } from "@/lib/changes/change-template";
import { createChangeTemplate } from "@/lib/changes/create-change-template";

export async function approveTemplate(_before: FormState, form: FormData): Promise<FormState> {
  const input = {
    workspace: textOf(form, "workspace"),
    title: textOf(form, "title"),
    message: textOf(form, "message"),
    steps: stepsOf(textOf(form, "implementation"), textOf(form, "rollback")),
    project: optionalTextOf(form, "project"),
    risk: Number(textOf(form, "risk")),
  };
  return submit(form, input, createChangeTemplate);
}

export async function archiveTemplate(_before: FormState, form: FormData): Promise<FormState> {
  return submit(form, { template: textOf(form, "template") }, archiveChangeTemplate);
}

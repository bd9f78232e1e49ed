"use server";

import { optionalTextOf, textOf } from "@/app/_doors/form-fields";
import { submit } from "@/app/_doors/submit";
import type { FormState } from "@/app/_ui/form-state";
import { changeWorkspace } from "@/lib/workspaces/change-workspace";
import { createProject } from "@/lib/workspaces/create-project";
import { createWorkspace } from "@/lib/workspaces/create-workspace";

export async function addWorkspace(_before: FormState, form: FormData): Promise<FormState> {
  const input = { beneficiary: textOf(form, "beneficiary"), key: textOf(form, "key"), name: textOf(form, "name") };
  return submit(form, input, createWorkspace);
}

export async function renameWorkspace(_before: FormState, form: FormData): Promise<FormState> {
  return submit(form, { workspace: textOf(form, "workspace"), name: textOf(form, "name") }, changeWorkspace);
}

export async function archiveWorkspace(_before: FormState, form: FormData): Promise<FormState> {
  const archived = textOf(form, "archived") === "yes";
  return submit(form, { workspace: textOf(form, "workspace"), archived }, changeWorkspace);
}

export async function addProject(_before: FormState, form: FormData): Promise<FormState> {
  const input = {
    workspace: textOf(form, "workspace"),
    key: textOf(form, "key"),
    name: textOf(form, "name"),
    inboundAddress: optionalTextOf(form, "inboundAddress"),
  };
  return submit(form, input, createProject);
}

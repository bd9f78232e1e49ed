"use server";

import { listOf, textOf } from "@/app/_doors/form-fields";
import { submit } from "@/app/_doors/submit";
import type { FormState } from "@/app/_ui/form-state";
import type { Permission } from "@/lib/access/permissions";
import { changeProfile } from "@/lib/workspaces/change-profile";
import { createProfile } from "@/lib/workspaces/create-profile";
import { removeProfile } from "@/lib/workspaces/remove-profile";

export async function cloneProfile(_before: FormState, form: FormData): Promise<FormState> {
  const input = { workspace: textOf(form, "workspace"), name: textOf(form, "name"), from: textOf(form, "from") };
  return submit(form, input, createProfile);
}

export async function saveProfile(_before: FormState, form: FormData): Promise<FormState> {
  const input = {
    workspace: textOf(form, "workspace"),
    profile: textOf(form, "profile"),
    name: textOf(form, "name"),
    permissions: listOf(form, "permissions") as Permission[],
    seen: listOf(form, "seen") as Permission[],
  };
  return submit(form, input, changeProfile);
}

export async function dropProfile(_before: FormState, form: FormData): Promise<FormState> {
  return submit(form, { workspace: textOf(form, "workspace"), profile: textOf(form, "profile") }, removeProfile);
}

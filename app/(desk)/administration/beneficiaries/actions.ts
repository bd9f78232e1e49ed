"use server";

import { textOf } from "@/app/_doors/form-fields";
import { submit } from "@/app/_doors/submit";
import type { FormState } from "@/app/_ui/form-state";
import { changeBeneficiary } from "@/lib/workspaces/change-beneficiary";
import { createBeneficiary } from "@/lib/workspaces/create-beneficiary";

export async function addBeneficiary(_before: FormState, form: FormData): Promise<FormState> {
  return submit(form, { name: textOf(form, "name") }, createBeneficiary);
}

export async function renameBeneficiary(_before: FormState, form: FormData): Promise<FormState> {
  return submit(form, { beneficiary: textOf(form, "beneficiary"), name: textOf(form, "name") }, changeBeneficiary);
}

export async function archiveBeneficiary(_before: FormState, form: FormData): Promise<FormState> {
  const archived = textOf(form, "archived") === "yes";
  return submit(form, { beneficiary: textOf(form, "beneficiary"), archived }, changeBeneficiary);
}

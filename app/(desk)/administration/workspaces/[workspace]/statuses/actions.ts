"use server";

import { textOf } from "@/app/_doors/form-fields";
import { submit } from "@/app/_doors/submit";
import type { FormState } from "@/app/_ui/form-state";
import { changeStatus } from "@/lib/workspaces/change-status";

export async function relabelStatus(_before: FormState, form: FormData): Promise<FormState> {
  const input = {
    workspace: textOf(form, "workspace"),
    status: textOf(form, "status"),
    labelFr: textOf(form, "labelFr"),
    labelEn: textOf(form, "labelEn"),
  };
  return submit(form, input, changeStatus);
}

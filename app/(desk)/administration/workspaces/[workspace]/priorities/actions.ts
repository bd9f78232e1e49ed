"use server";

import { textOf } from "@/app/_doors/form-fields";
import { submit } from "@/app/_doors/submit";
import type { FormState } from "@/app/_ui/form-state";
import { changePriorityMatrix } from "@/lib/workspaces/change-priority-matrix";
import { levels } from "@/lib/workspaces/priority-matrix";

export async function savePriorities(_before: FormState, form: FormData): Promise<FormState> {
  const matrixOf = (name: string) =>
    levels.map((impact) => levels.map((urgency) => Number(textOf(form, `${name}-${impact}-${urgency}`))));
  const input = { workspace: textOf(form, "workspace"), matrix: matrixOf("cell"), seen: matrixOf("seen") };
  return submit(form, input, changePriorityMatrix);
}

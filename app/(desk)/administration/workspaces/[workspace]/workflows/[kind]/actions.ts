"use server";

import { refresh } from "next/cache";
import { act } from "@/app/_doors/act";
import { sentenceOf } from "@/app/_doors/form-state";
import { changeWorkflow } from "@/lib/workspaces/change-workflow";

type Asked = Parameters<typeof changeWorkflow>[1];

/** Puts a version in force; answers why not, in the reader's words. */
export async function saveWorkflow(asked: Asked): Promise<{ refusal?: string }> {
  const outcome = await act(asked, async (actor, input: Asked) => void (await changeWorkflow(actor, input)));
  if (!outcome.ok) return { refusal: await sentenceOf(outcome.problem) };
  refresh();
  return {};
}

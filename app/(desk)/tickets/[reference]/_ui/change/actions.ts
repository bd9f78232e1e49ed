"use server";

import { textOf } from "@/app/_doors/form-fields";
import { submit } from "@/app/_doors/submit";
import type { FormState } from "@/app/_ui/form-state";
import { planChange } from "@/lib/changes/plan-change";
import { reviewChange } from "@/lib/changes/review-change";
import { riskQuestions } from "@/lib/changes/risk";

export async function plan(_before: FormState, form: FormData): Promise<FormState> {
  const answers = riskQuestions.filter((question) => textOf(form, question) !== "");
  const input = {
    ticket: textOf(form, "ticket"),
    type: (textOf(form, "type") || undefined) as "normal" | undefined,
    riskAnswers: Object.fromEntries(answers.map((question) => [question, Number(textOf(form, question))])),
  };
  return submit(form, input, planChange);
}

export async function review(_before: FormState, form: FormData): Promise<FormState> {
  return submit(form, { ticket: textOf(form, "ticket"), review: textOf(form, "review") }, reviewChange);
}

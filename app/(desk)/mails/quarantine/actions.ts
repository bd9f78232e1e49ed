"use server";

import { refresh } from "next/cache";
import { act } from "@/app/_doors/act";
import { listOf, optionalTextOf, textOf } from "@/app/_doors/form-fields";
import { formStateOf, sentenceOf } from "@/app/_doors/form-state";
import { type FormState, untouched } from "@/app/_ui/form-state";
import { decideMails } from "@/lib/incoming-mail/decide-mails";

export interface DecidedState extends FormState {
  /** What became of each message; `refusal` is null for what is done. */
  decided?: { mail: string; subject: string | null; refusal: string | null }[];
}

export async function decideTogether(_before: DecidedState, form: FormData): Promise<DecidedState> {
  const input = {
    mails: listOf(form, "mails"),
    act: textOf(form, "act") as "release" | "reject" | "spam",
    project: optionalTextOf(form, "project"),
    why: optionalTextOf(form, "why"),
  };
  const outcome = await act(input, decideMails);
  if (!outcome.ok) return formStateOf(outcome.problem, form);
  refresh();
  const decided = outcome.value.map(async ({ refusal, ...one }) => ({
    ...one,
    refusal: refusal && (await sentenceOf({ status: 400, fields: [], ...refusal })),
  }));
  return { ...untouched, done: true, decided: await Promise.all(decided) };
}

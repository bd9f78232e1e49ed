import { refresh } from "next/cache";
import { type FormState, untouched } from "@/app/_ui/form-state";
import type { Actor } from "@/lib/tenancy/actor";
import { act } from "./act";
import { formStateOf } from "./form-state";

/** Calls a verb with what a form says, draws the page anew, and answers the form. */
export async function submit<Input, T>(
  form: FormData,
  input: Input,
  verb: (actor: Actor, input: Input) => Promise<T>,
): Promise<FormState> {
  const outcome = await act(input, verb);
  if (!outcome.ok) return formStateOf(outcome.problem, form);
  refresh();
  return { ...untouched, done: true };
}

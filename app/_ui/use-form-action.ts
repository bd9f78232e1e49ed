"use client";

import { useActionState } from "react";
import { type FormAction, type FormState, untouched } from "./form-state";

/** A form's life with its server action: give `send` to the form, and `fieldOf(name)` to each of its fields. */
export function useFormAction(action: FormAction, start: FormState = untouched) {
  const [state, send] = useActionState(action, start);
  return {
    state,
    send,
    fieldOf: (name: string) => ({
      name,
      // After an action React empties the form: what had been typed comes back from the answer.
      defaultValue: state.values[name] ?? "",
      error: state.errors.find((error) => error.field === name)?.message,
    }),
  };
}

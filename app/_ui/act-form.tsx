"use client";

import { type ReactNode, useEffect } from "react";
import type { FormAction } from "./form-state";
import { showToast } from "./toast-region";
import { useFormAction } from "./use-form-action";

type Props = {
  action: FormAction;
  fields: Record<string, string>;
  /** Said in a toast once it is done, when the page alone does not show it. */
  said?: string;
  children: ReactNode;
};

/** A form that is only a button (its children): what it sends is known, and a refusal is said in a toast that stays. */
export function ActForm({ action, fields, said, children }: Props) {
  const { state, send } = useFormAction(action);
  useEffect(() => {
    for (const error of state.errors) showToast(error.message, "danger");
    if (state.done && said) showToast(said);
  }, [state, said]);
  return (
    <form action={send}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  );
}

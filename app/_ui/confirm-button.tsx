"use client";

import type { ReactNode } from "react";
import type { ButtonProps } from "./button";
import { DialogActions, DialogButton, useCloseDialog } from "./dialog";
import { SubmitButton } from "./submit-button";

type Props = Omit<ButtonProps, "title" | "children" | "action"> & {
  label: string;
  title: string;
  /** What will happen, and whether it can be undone. */
  children: ReactNode;
  confirmLabel: string;
  /** The server action, with what it needs. */
  action: (form: FormData) => Promise<void>;
  fields?: Record<string, string>;
};

/** An act that asks before it is done. */
export function ConfirmButton({ children, confirmLabel, action, fields = {}, ...button }: Props) {
  return (
    <DialogButton {...button}>
      <Question {...{ confirmLabel, action, fields, look: button.look }}>{children}</Question>
    </DialogButton>
  );
}

type QuestionProps = Required<Pick<Props, "children" | "confirmLabel" | "action" | "fields">> & Pick<Props, "look">;

function Question({ children, confirmLabel, action, fields, look }: QuestionProps) {
  const close = useCloseDialog();
  return (
    <form
      action={async (form) => {
        await action(form);
        close();
      }}
    >
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
      <DialogActions>
        <SubmitButton look={look === "danger" ? "danger" : "primary"}>{confirmLabel}</SubmitButton>
      </DialogActions>
    </form>
  );
}

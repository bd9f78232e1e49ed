"use client";

import { unstable_rethrow } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { DialogActions, DialogButton, useCloseDialog } from "@/app/_ui/dialog";
import { drawKey } from "@/app/_ui/draw-key";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { TextAreaField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { sendReopening } from "../actions";

/** Says that it is not right, and what is still wrong. */
export function ReopenTicket({ reference, label }: { reference: string; label: string }) {
  const t = useTranslations("ticketForms.reopen");
  return (
    <DialogButton label={label} title={t("title")}>
      <Form reference={reference} />
    </DialogButton>
  );
}

function Form({ reference }: { reference: string }) {
  const t = useTranslations("ticketForms");
  const close = useCloseDialog();
  const [key] = useState(drawKey);
  const [refusal, setRefusal] = useState<string>();
  const [pending, start] = useTransition();
  const send = (text: string) =>
    start(async () => {
      try {
        const said = await sendReopening(key, { ticket: reference, text });
        setRefusal(said.refusal);
        if (!said.refusal) close();
      } catch (error) {
        unstable_rethrow(error);
        setRefusal(t("connectionLost"));
      }
    });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!pending) send(String(new FormData(event.currentTarget).get("text")));
      }}
    >
      <ErrorSummary errors={refusal ? [{ message: refusal, field: "text" }] : []} />
      <TextAreaField name="text" label={t("reopen.label")} maxLength={100_000} />
      <DialogActions>
        <SubmitButton aria-disabled={pending || undefined}>{t("reopen.submit")}</SubmitButton>
      </DialogActions>
    </form>
  );
}

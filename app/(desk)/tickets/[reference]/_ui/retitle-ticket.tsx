"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { DialogActions, DialogButton, useCloseDialog } from "@/app/_ui/dialog";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { SelectField, TextField } from "@/app/_ui/field";
import { Notice } from "@/app/_ui/notice";
import { SubmitButton } from "@/app/_ui/submit-button";
import type { Kind } from "@/lib/tickets/ticket";
import { useRevision } from "./use-revision";

type Props = { reference: string; version: number; title: string; kind: Kind; kinds: { value: Kind; label: string }[] };

/** Changes what the ticket is called and what it is. */
export function RetitleTicket(props: Props) {
  const t = useTranslations("ticketForms.retitle");
  return (
    <DialogButton label={t("open")} title={t("title")} look="quiet" size="small" icon="edit">
      <Form {...props} />
    </DialogButton>
  );
}

function Form({ reference, version, title, kind, kinds }: Props) {
  const t = useTranslations("ticketForms");
  // The version read when the dialog opened: the page behind may have been refreshed since.
  const [read, setRead] = useState(version);
  const { refusal, current, pending, send, forget } = useRevision(useCloseDialog());
  const submit = (form: FormData) => {
    send({
      ticket: reference,
      version: read,
      title: String(form.get("title")),
      kind: String(form.get("kind")) as Kind,
    });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit(new FormData(event.currentTarget));
      }}
    >
      <ErrorSummary errors={refusal ? [{ message: refusal }] : []} />
      {current && (
        <Notice tone="warning">
          <p>{t("retitle.now", { title: current.title })}</p>
          <Button
            size="small"
            onClick={() => {
              setRead(current.version);
              forget();
            }}
          >
            {t("conflict.keepMine")}
          </Button>
        </Notice>
      )}
      <TextField name="title" label={t("retitle.name")} defaultValue={title} maxLength={200} />
      <SelectField name="kind" label={t("retitle.kind")} hint={t("retitle.kindHint")} defaultValue={kind}>
        {kinds.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </SelectField>
      <DialogActions>
        <SubmitButton aria-disabled={pending || undefined}>{t("save")}</SubmitButton>
      </DialogActions>
    </form>
  );
}

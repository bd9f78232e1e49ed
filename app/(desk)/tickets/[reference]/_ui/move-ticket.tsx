"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { DialogActions, DialogButton, useCloseDialog } from "@/app/_ui/dialog";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { SelectField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { useRevision } from "./use-revision";

type Props = { reference: string; version: number; projects: { key: string; name: string }[] };

/** Puts the ticket in another project of its workspace, under a new number. */
export function MoveTicket(props: Props) {
  const t = useTranslations("ticketForms.move");
  return (
    <DialogButton label={t("open")} title={t("title")} look="quiet" size="small" icon="arrow-right">
      <Form {...props} />
    </DialogButton>
  );
}

function Form({ reference, version, projects }: Props) {
  const t = useTranslations("ticketForms");
  const [read] = useState(version);
  const { refusal, current, pending, send } = useRevision(useCloseDialog());
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const project = String(new FormData(event.currentTarget).get("project"));
        // Whatever else changed meanwhile, a second press says that the move stands.
        send({ ticket: reference, version: current?.version ?? read, project });
      }}
    >
      <ErrorSummary errors={refusal ? [{ message: refusal }] : []} />
      <p>{t("move.words")}</p>
      <SelectField name="project" label={t("move.project")}>
        {projects.map(({ key, name }) => (
          <option key={key} value={key}>
            {name} ({key})
          </option>
        ))}
      </SelectField>
      <DialogActions>
        <SubmitButton aria-disabled={pending || undefined}>{t("move.submit")}</SubmitButton>
      </DialogActions>
    </form>
  );
}

"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { DialogActions, DialogButton, useCloseDialog } from "@/app/_ui/dialog";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { SelectField } from "@/app/_ui/field";
import { Notice } from "@/app/_ui/notice";
import { SubmitButton } from "@/app/_ui/submit-button";
import { foresee } from "../actions";
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
  const [project, setProject] = useState(projects[0]?.key ?? "");
  const { refusal, current, pending, send } = useRevision(useCloseDialog());
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        // Whatever else changed meanwhile, a second press says that the move stands.
        send({ ticket: reference, version: current?.version ?? read, project });
      }}
    >
      <ErrorSummary errors={refusal ? [{ message: refusal }] : []} />
      <p>{t("move.words")}</p>
      <SelectField
        name="project"
        label={t("move.project")}
        value={project}
        onChange={(event) => setProject(event.target.value)}
      >
        {projects.map(({ key, name }) => (
          <option key={key} value={key}>
            {name} ({key})
          </option>
        ))}
      </SelectField>
      <Readers reference={reference} project={project} />
      <DialogActions>
        <SubmitButton aria-disabled={pending || undefined}>{t("move.submit")}</SubmitButton>
      </DialogActions>
    </form>
  );
}

/** Who will read the ticket there, and who no longer will: said before it is done. */
function Readers({ reference, project }: { reference: string; project: string }) {
  const t = useTranslations("ticketForms.move");
  const [seen, setSeen] = useState<Awaited<ReturnType<typeof foresee>> | undefined>();
  useEffect(() => {
    let current = true;
    setSeen(undefined);
    foresee(reference, project).then(
      (found) => current && setSeen(found),
      () => current && setSeen(null),
    );
    return () => {
      current = false;
    };
  }, [reference, project]);
  if (seen === undefined) return <p aria-live="polite">{t("looking")}</p>;
  if (seen === null) return null;
  const { gained, lost } = seen;
  if (gained.length + lost.length === 0) return <Notice tone="info">{t("sameReaders")}</Notice>;
  return (
    <Notice tone="warning">
      {gained.length > 0 && <p>{t("gained", { count: gained.length, names: gained.join(", ") })}</p>}
      {lost.length > 0 && <p>{t("lost", { count: lost.length, names: lost.join(", ") })}</p>}
    </Notice>
  );
}

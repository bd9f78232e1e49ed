"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { FormActions } from "@/app/_ui/field";
import { FileDrop } from "@/app/_ui/files/file-drop";
import { useUploads } from "@/app/_ui/files/use-uploads";
import { Panel } from "@/app/_ui/panel";
import { type Question, QuestionField } from "@/app/_ui/question-field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { useFormAction } from "@/app/_ui/use-form-action";
import { type Environment, environments, packageKinds } from "@/lib/deposits/kinds";
import styles from "../../_ui/deposits.module.css";
import { addPackage } from "../../actions";

type Props = { project: string; maximumSize: number; ticket: string; environment: Environment };

/** Files are sent as they are chosen; the package is laid once all of them came in. */
export function DepositForm({ project, maximumSize, ticket, environment }: Props) {
  const t = useTranslations("deposits");
  const uploads = useUploads(maximumSize, "deposit");
  const questions = useQuestions(ticket, environment);
  const start = { errors: [], values: Object.fromEntries(questions.map(({ name, value = "" }) => [name, value])) };
  const { state, send, fieldOf } = useFormAction(addPackage, start);
  const ready = uploads.kept.length > 0 && !uploads.busy;
  useAskBeforeLeaving(uploads.busy);
  const files = JSON.stringify(uploads.kept.map(({ id, name }) => ({ upload: id, path: name })));
  return (
    <form action={send} noValidate>
      <input type="hidden" name="project" value={project} />
      <input type="hidden" name="files" value={files} />
      <ErrorSummary errors={state.errors} />
      <Panel title={t("form.files")}>
        <FileDrop uploads={uploads} maximumSize={maximumSize} folders>
          <p className={styles.quiet}>{t("form.filesWords")}</p>
        </FileDrop>
      </Panel>
      <Panel title={t("form.said")}>
        <div className={styles.fields}>
          {questions.map((question) => (
            <QuestionField key={question.name} question={question} field={fieldOf(question.name)} />
          ))}
        </div>
      </Panel>
      <FormActions>
        <SubmitButton disabled={!ready} icon="upload">
          {t("add")}
        </SubmitButton>
        {!ready && (
          <span className={styles.quiet}>{t(uploads.files.length > 0 ? "form.wait" : "form.chooseFirst")}</span>
        )}
      </FormActions>
    </form>
  );
}

function useQuestions(ticket: string, environment: Environment): Question[] {
  const t = useTranslations("deposits");
  const places = environments.map((value) => ({ value, label: t(`environments.${value}`) }));
  const kinds = packageKinds.map((value) => ({ value, label: t(`kinds.${value}`) }));
  return [
    { name: "environment", label: t("columns.environment"), type: "choice", value: environment, options: places },
    { name: "kind", label: t("columns.kind"), type: "choice", value: "evolution", options: kinds },
    { name: "name", label: t("columns.name"), hint: t("form.nameHint"), optional: true, maxLength: 200 },
    { name: "label", label: t("form.label"), hint: t("form.labelHint"), optional: true, maxLength: 80 },
    { name: "ticket", label: t("form.ticket"), hint: t("form.ticketHint"), value: ticket, optional: true },
    { name: "items", label: t("form.items"), hint: t("form.itemsHint"), optional: true },
    { name: "description", label: t("form.description"), type: "longText", optional: true, maxLength: 20_000 },
  ];
}

/** The browser asks before the page goes while files are on their way. */
function useAskBeforeLeaving(busy: boolean) {
  useEffect(() => {
    if (!busy) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [busy]);
}

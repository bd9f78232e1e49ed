import { useTranslations } from "next-intl";
import { QuestionDialog } from "@/app/_ui/question-dialog";
import type { Question } from "@/app/_ui/question-field";
import { fieldTypes } from "@/lib/workspaces/field";
import { writeChoices } from "@/lib/workspaces/field-choices";
import type { Field } from "@/lib/workspaces/field-queries";
import styles from "../../../../_ui/administration.module.css";
import { AskedTwice } from "../../../../_ui/asked-twice";
import { addField, archiveField, editField } from "../actions";

const kinds = ["incident", "request", "problem", "change", "release"] as const;

/** The button that adds a field. */
export function AddField({ workspace }: { workspace: string }) {
  const t = useTranslations("forms.administration");
  return (
    <QuestionDialog
      wide
      look="primary"
      icon="plus"
      label={t("addField")}
      title={t("addField")}
      questions={useQuestions()}
      fields={{ workspace }}
      action={addField}
      submitLabel={t("add")}
      doneWords={t("fieldAdded")}
    />
  );
}

/** What can be done to a field. */
export function FieldActs({ workspace, field }: { workspace: string; field: Field }) {
  const t = useTranslations("forms.administration");
  const { code, labelFr, archivedAt } = field;
  const archived = archivedAt !== null;
  return (
    <div className={styles.acts}>
      <QuestionDialog
        wide
        look="quiet"
        size="small"
        label={t("edit")}
        aria-label={t("editNamed", { name: labelFr })}
        title={t("editNamed", { name: labelFr })}
        questions={useQuestions(field)}
        fields={{ workspace, code }}
        action={editField}
        submitLabel={t("save")}
        doneWords={t("saved")}
      />
      <AskedTwice
        label={t(archived ? "restore" : "archive")}
        title={t(archived ? "restoreNamed" : "archiveNamed", { name: labelFr })}
        words={t(archived ? "restoreFieldWords" : "archiveFieldWords")}
        confirmLabel={t(archived ? "restore" : "archive")}
        doneWords={t("saved")}
        action={archiveField}
        fields={{ workspace, code, archived: archived ? "no" : "yes" }}
      />
    </div>
  );
}

function useQuestions(field?: Field): Question[] {
  const t = useTranslations("forms.administration");
  const tickets = useTranslations("tickets");
  const type: Question = {
    name: "type",
    label: t("type"),
    hint: t("typeHint"),
    type: "choice",
    value: "text",
    options: fieldTypes.map((value) => ({ value, label: t(`types.${value}`) })),
  };
  const choices: Question = {
    name: "choices",
    label: t("choices"),
    hint: t("choicesHint"),
    type: "longText",
    rows: 5,
    optional: true,
    value: field ? writeChoices(field.choices) : "",
  };
  return [
    { name: "labelFr", label: t("labelFr"), value: field?.labelFr ?? "", maxLength: 120 },
    { name: "labelEn", label: t("labelEn"), value: field?.labelEn ?? "", maxLength: 120 },
    ...(field ? [] : [type]),
    {
      name: "kinds",
      label: t("kinds"),
      type: "boxes",
      value: field?.kinds.join(",") ?? "request",
      options: kinds.map((kind) => ({ value: kind, label: tickets(`kinds.${kind}`) })),
    },
    ...(field && field.type !== "choice" ? [] : [choices]),
  ];
}

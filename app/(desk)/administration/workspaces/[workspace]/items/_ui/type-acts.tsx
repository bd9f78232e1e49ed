import { useTranslations } from "next-intl";
import { QuestionDialog } from "@/app/_ui/question-dialog";
import type { Question } from "@/app/_ui/question-field";
import { type ItemField, itemFieldTypes } from "@/lib/items/item-type";
import type { ItemType } from "@/lib/items/item-type-queries";
import { writeChoices } from "@/lib/workspaces/field-choices";
import styles from "../../../../_ui/administration.module.css";
import { AskedTwice } from "../../../../_ui/asked-twice";
import { addType, archiveType, editType, putField } from "../actions";

/** The button that adds a type. */
export function AddType({ workspace }: { workspace: string }) {
  const t = useTranslations("items.administration");
  return (
    <QuestionDialog
      look="primary"
      icon="plus"
      label={t("addType")}
      title={t("addType")}
      questions={useTypeQuestions()}
      fields={{ workspace }}
      action={addType}
      submitLabel={t("add")}
      doneWords={t("saved")}
    />
  );
}

/** What can be done to a type. */
export function TypeActs({ workspace, type }: { workspace: string; type: ItemType }) {
  const t = useTranslations("items.administration");
  const { code, labelFr: name, archivedAt } = type;
  const archived = archivedAt !== null;
  return (
    <div className={styles.acts}>
      <PutField workspace={workspace} type={type} />
      <QuestionDialog
        look="quiet"
        size="small"
        label={t("edit")}
        aria-label={t("editNamed", { name })}
        title={t("editNamed", { name })}
        questions={useTypeQuestions(type)}
        fields={{ workspace, type: code }}
        action={editType}
        submitLabel={t("save")}
        doneWords={t("saved")}
      />
      <AskedTwice
        label={t(archived ? "restore" : "archive")}
        title={t(archived ? "restoreNamed" : "archiveNamed", { name })}
        words={t(archived ? "restoreWords" : "archiveWords")}
        confirmLabel={t(archived ? "restore" : "archive")}
        doneWords={t("saved")}
        action={archiveType}
        fields={{ workspace, type: code, archived: archived ? "no" : "yes" }}
      />
    </div>
  );
}

/** The button that adds a field to a type, or changes one. */
export function PutField({ workspace, type, field }: { workspace: string; type: ItemType; field?: ItemField }) {
  const t = useTranslations("items.administration");
  const title = field ? t("editNamed", { name: field.labelFr }) : t("addFieldTo", { name: type.labelFr });
  return (
    <QuestionDialog
      wide
      look="quiet"
      size="small"
      icon={field ? undefined : "plus"}
      label={field ? t("edit") : t("addField")}
      aria-label={title}
      title={title}
      questions={useFieldQuestions(field)}
      fields={{ workspace, ofType: type.code, ...(field && { code: field.code, type: field.type }) }}
      action={putField}
      submitLabel={t(field ? "save" : "add")}
      doneWords={t("saved")}
    />
  );
}

function useTypeQuestions(type?: ItemType): Question[] {
  const t = useTranslations("items.administration");
  return [
    { name: "labelFr", label: t("labelFr"), value: type?.labelFr ?? "", maxLength: 120 },
    { name: "labelEn", label: t("labelEn"), value: type?.labelEn ?? "", maxLength: 120 },
    {
      ...{ name: "remindDays", label: t("remindDays"), hint: t("remindDaysHint"), optional: true },
      value: (type?.remindDays ?? [60, 30, 7, 1]).join(", "),
    },
  ];
}

function useFieldQuestions(field?: ItemField): Question[] {
  const t = useTranslations("items.administration");
  const types = itemFieldTypes.map((value) => ({ value, label: t(`fieldTypes.${value}`) }));
  const type: Question = { name: "type", label: t("fieldType"), type: "choice", value: "text", options: types };
  const choices: Question = {
    ...{ name: "choices", label: t("choices"), hint: t("choicesHint"), type: "longText", rows: 5, optional: true },
    value: field ? writeChoices(field.choices) : "",
  };
  return [
    { name: "labelFr", label: t("labelFr"), value: field?.labelFr ?? "", maxLength: 120 },
    { name: "labelEn", label: t("labelEn"), value: field?.labelEn ?? "", maxLength: 120 },
    ...(field ? [] : [type]),
    { name: "required", label: t("required"), type: "boolean", value: String(field?.required ?? false) },
    { name: "listed", label: t("listed"), type: "boolean", value: String(field?.listed ?? false) },
    ...(field && field.type !== "choice" ? [] : [choices]),
  ];
}

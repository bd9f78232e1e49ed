import { useTranslations } from "next-intl";
import { QuestionDialog } from "@/app/_ui/question-dialog";
import type { Question } from "@/app/_ui/question-field";
import type { listOwnRelationTypes } from "@/lib/items/relation-queries";
import { impacts } from "@/lib/items/relation-type";
import styles from "../../../../_ui/administration.module.css";
import { AskedTwice } from "../../../../_ui/asked-twice";
import { addRelationType, archiveRelationType, editRelationType } from "../actions";

export type RelationType = Awaited<ReturnType<typeof listOwnRelationTypes>>[number];

/** The button that adds a relation type. */
export function AddRelationType({ workspace }: { workspace: string }) {
  const t = useTranslations("items.administration");
  return (
    <QuestionDialog
      wide
      look="quiet"
      size="small"
      icon="plus"
      label={t("addRelation")}
      title={t("addRelation")}
      questions={useQuestions()}
      fields={{ workspace }}
      action={addRelationType}
      submitLabel={t("add")}
      doneWords={t("saved")}
    />
  );
}

/** What can be done to a relation type. */
export function RelationTypeActs({ workspace, type }: { workspace: string; type: RelationType }) {
  const t = useTranslations("items.administration");
  const { code, labelFr: name, archivedAt } = type;
  const archived = archivedAt !== null;
  return (
    <div className={styles.acts}>
      <QuestionDialog
        wide
        look="quiet"
        size="small"
        label={t("edit")}
        aria-label={t("editNamed", { name })}
        title={t("editNamed", { name })}
        questions={useQuestions(type)}
        fields={{ workspace, type: code }}
        action={editRelationType}
        submitLabel={t("save")}
        doneWords={t("saved")}
      />
      <AskedTwice
        label={t(archived ? "restore" : "archive")}
        title={t(archived ? "restoreNamed" : "archiveNamed", { name })}
        words={t(archived ? "restoreWords" : "archiveWords")}
        confirmLabel={t(archived ? "restore" : "archive")}
        doneWords={t("saved")}
        action={archiveRelationType}
        fields={{ workspace, type: code, archived: archived ? "no" : "yes" }}
      />
    </div>
  );
}

function useQuestions(type?: RelationType): Question[] {
  const t = useTranslations("items.administration");
  const ways = impacts.map((value) => ({ value, label: t(`impacts.${value}`) }));
  return [
    { name: "labelFr", label: t("labelFr"), hint: t("relationHint"), value: type?.labelFr ?? "", maxLength: 120 },
    { name: "reverseFr", label: t("reverseFr"), hint: t("reverseHint"), value: type?.reverseFr ?? "", maxLength: 120 },
    { name: "labelEn", label: t("labelEn"), value: type?.labelEn ?? "", maxLength: 120 },
    { name: "reverseEn", label: t("reverseEn"), value: type?.reverseEn ?? "", maxLength: 120 },
    { name: "impact", label: t("impact"), type: "choice", value: type?.impact ?? "forward", options: ways },
  ];
}

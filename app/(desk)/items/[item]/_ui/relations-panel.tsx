import { useLocale, useTranslations } from "next-intl";
import { ActForm } from "@/app/_ui/act-form";
import { IconButton } from "@/app/_ui/button";
import { Panel } from "@/app/_ui/panel";
import { QuestionDialog } from "@/app/_ui/question-dialog";
import type { listRelationTypes, Relation } from "@/lib/items/relation-queries";
import { part, relate } from "../../actions";
import styles from "./related.module.css";

type Types = Awaited<ReturnType<typeof listRelationTypes>>;
type Props = { itemId: string; relations: Relation[]; types: Types; mayWrite: boolean };

/** What an item stands to, as far as the reader reads the other end. */
export function RelationsPanel({ itemId, relations, types, mayWrite }: Props) {
  const t = useTranslations("items.relations");
  const locale = useLocale();
  const words = (relation: Relation) => {
    const onward = relation.fromId === itemId;
    if (locale === "en") return onward ? relation.labelEn : relation.reverseEn;
    return onward ? relation.labelFr : relation.reverseFr;
  };
  return (
    <Panel title={t("title")} count={relations.length} actions={mayWrite && <Relate itemId={itemId} types={types} />}>
      {relations.length === 0 && <p>{t("none")}</p>}
      <ul className={styles.list}>
        {relations.map((relation) => {
          const [id, name] =
            relation.fromId === itemId ? [relation.toId, relation.toName] : [relation.fromId, relation.fromName];
          return (
            <li key={relation.id} className={styles.row}>
              <span className={styles.words}>
                <span className={styles.how}>{words(relation)}</span> <a href={`/items/${id}`}>{name}</a>
              </span>
              {mayWrite && (
                <ActForm action={part} fields={{ relation: relation.id }}>
                  <IconButton type="submit" icon="close" size="small" label={t("end", { name })} />
                </ActForm>
              )}
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

function Relate({ itemId, types }: { itemId: string; types: Types }) {
  const t = useTranslations("items.relations");
  const locale = useLocale();
  const ways = types.flatMap(({ code, labelFr, labelEn, reverseFr, reverseEn }) => [
    { value: `${code} onward`, label: locale === "en" ? labelEn : labelFr },
    ...(labelFr === reverseFr ? [] : [{ value: `${code} back`, label: locale === "en" ? reverseEn : reverseFr }]),
  ]);
  return (
    <QuestionDialog
      look="quiet"
      size="small"
      icon="link"
      label={t("add")}
      title={t("addTitle")}
      questions={[
        { name: "type", label: t("how"), type: "choice", value: ways[0]?.value, options: ways },
        { name: "to", label: t("other"), hint: t("otherHint"), maxLength: 200 },
      ]}
      fields={{ item: itemId }}
      action={relate}
      submitLabel={t("add")}
      doneWords={t("added")}
    />
  );
}

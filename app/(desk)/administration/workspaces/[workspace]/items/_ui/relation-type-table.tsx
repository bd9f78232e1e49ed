import { useLocale, useTranslations } from "next-intl";
import { Table } from "@/app/_ui/table";
import styles from "../../../../_ui/administration.module.css";
import { type RelationType, RelationTypeActs } from "./relation-type-acts";

/** The relation types of a workspace, said from both ends. */
export function RelationTypeTable({ workspace, types }: { workspace: string; types: RelationType[] }) {
  const t = useTranslations("items.administration");
  const english = useLocale() === "en";
  return (
    <Table caption={t("relations")}>
      <thead>
        <tr>
          <th scope="col">{t("onward")}</th>
          <th scope="col">{t("back")}</th>
          <th scope="col">{t("impact")}</th>
          <th scope="col">{t("acts")}</th>
        </tr>
      </thead>
      <tbody>
        {types.map((type) => (
          <tr key={type.code} className={type.archivedAt ? styles.archived : undefined}>
            <td data-main>{english ? type.labelEn : type.labelFr}</td>
            <td>{english ? type.reverseEn : type.reverseFr}</td>
            <td data-quiet>{t(`impacts.${type.impact}`)}</td>
            <td>
              <RelationTypeActs workspace={workspace} type={type} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

import { useLocale, useTranslations } from "next-intl";
import { Empty } from "@/app/_ui/empty";
import { Panel } from "@/app/_ui/panel";
import { Table } from "@/app/_ui/table";
import type { ItemType } from "@/lib/items/item-type-queries";
import { PutField, TypeActs } from "./type-acts";

/** One type of items, with its fields. */
export function TypePanel({ workspace, type }: { workspace: string; type: ItemType }) {
  const t = useTranslations("items.administration");
  const ui = useTranslations("ui");
  const english = useLocale() === "en";
  const label = english ? type.labelEn : type.labelFr;
  return (
    <Panel
      flush
      title={type.archivedAt ? t("archivedType", { name: label }) : label}
      count={type.fields.length}
      actions={<TypeActs workspace={workspace} type={type} />}
    >
      {type.fields.length === 0 ? (
        <Empty icon="filter" title={t("noField")} />
      ) : (
        <Table caption={t("fieldsOf", { name: label })}>
          <thead>
            <tr>
              <th scope="col">{t("field")}</th>
              <th scope="col">{t("fieldType")}</th>
              <th scope="col">{t("required")}</th>
              <th scope="col">{t("listed")}</th>
              <th scope="col">{t("acts")}</th>
            </tr>
          </thead>
          <tbody>
            {type.fields.map((field) => (
              <tr key={field.code}>
                <td data-main>{english ? field.labelEn : field.labelFr}</td>
                <td data-quiet>{t(`fieldTypes.${field.type}`)}</td>
                <td data-label={t("required")}>{ui(field.required ? "yes" : "no")}</td>
                <td data-label={t("listed")}>{ui(field.listed ? "yes" : "no")}</td>
                <td>
                  <PutField workspace={workspace} type={type} field={field} />
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Panel>
  );
}

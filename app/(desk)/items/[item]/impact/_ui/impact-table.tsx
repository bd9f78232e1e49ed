import { useLocale, useTranslations } from "next-intl";
import { RowLink, Table } from "@/app/_ui/table";
import type { Impact } from "@/lib/items/impact-queries";

/** The diagram in words: each item with the shortest way that leads to it. */
export function ImpactTable({ affected }: Pick<Impact, "affected">) {
  const t = useTranslations("items.impact");
  const locale = useLocale();
  return (
    <Table caption={t("table")}>
      <thead>
        <tr>
          <th scope="col">{t("name")}</th>
          <th scope="col">{t("type")}</th>
          <th scope="col" data-numeric>
            {t("depth")}
          </th>
          <th scope="col">{t("way")}</th>
        </tr>
      </thead>
      <tbody>
        {affected.map(({ id, name, typeFr, typeEn, depth, way }) => (
          <tr key={id}>
            <td data-main>
              <RowLink href={`/items/${id}`}>{name}</RowLink>
            </td>
            <td data-quiet>{locale === "en" ? typeEn : typeFr}</td>
            <td data-numeric data-label={t("depth")}>
              {depth}
            </td>
            <td>
              {way.map((step) => `${step.fromName} ${locale === "en" ? step.labelEn : step.labelFr}`).join(" → ")} →{" "}
              {name}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

import { useLocale, useTranslations } from "next-intl";
import { Badge } from "@/app/_ui/badge";
import { RowLink, Table } from "@/app/_ui/table";
import { Timestamp } from "@/app/_ui/timestamp";
import type { ItemImport } from "@/lib/item-imports/item-import-queries";
import { stateTones } from "./state-tones";

/** One's own imports, the last one first. */
export function ImportTable({ imports }: { imports: ItemImport[] }) {
  const t = useTranslations("itemImports");
  const english = useLocale() === "en";
  return (
    <Table caption={t("own")}>
      <thead>
        <tr>
          <th scope="col">{t("columns.file")}</th>
          <th scope="col">{t("columns.type")}</th>
          <th scope="col">{t("columns.place")}</th>
          <th scope="col">{t("columns.state")}</th>
          <th scope="col">{t("columns.on")}</th>
        </tr>
      </thead>
      <tbody>
        {imports.map((one) => (
          <tr key={one.id}>
            <td data-main>
              <RowLink href={`/items/import/${one.id}`}>{one.name}</RowLink>
            </td>
            <td data-quiet>{english ? one.typeEn : one.typeFr}</td>
            <td data-quiet>{[one.workspaceName, one.projectName].filter(Boolean).join(" · ")}</td>
            <td>
              <Badge tone={stateTones[one.state]}>{t(`states.${one.state}`)}</Badge>
            </td>
            <td data-quiet data-short>
              <Timestamp at={one.createdAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

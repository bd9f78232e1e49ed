import { useLocale, useNow, useTranslations } from "next-intl";
import { Badge, PriorityMark } from "@/app/_ui/badge";
import { RowLink, Table } from "@/app/_ui/table";
import type { Item } from "@/lib/items/item-queries";
import { Expiry } from "./expiry";
import { statusTones, strengthOf } from "./item-words";

/** Items, one a line; on a phone, one a card. */
export function ItemTable({ items }: { items: Item[] }) {
  const t = useTranslations("items");
  const locale = useLocale();
  const now = useNow();
  return (
    <Table caption={t("caption")}>
      <thead>
        <tr>
          <th scope="col">{t("columns.name")}</th>
          <th scope="col">{t("columns.type")}</th>
          <th scope="col">{t("columns.status")}</th>
          <th scope="col">{t("columns.criticality")}</th>
          <th scope="col">{t("columns.place")}</th>
          <th scope="col" data-wide>
            {t("columns.owner")}
          </th>
          <th scope="col">{t("columns.expiresOn")}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.id}>
            <td data-main>
              <RowLink href={`/items/${item.id}`}>{item.name}</RowLink>
            </td>
            <td data-quiet>{locale === "en" ? item.typeEn : item.typeFr}</td>
            <td>
              <Badge tone={statusTones[item.status]}>{t(`statuses.${item.status}`)}</Badge>
            </td>
            <td data-label={t("columns.criticality")}>
              <PriorityMark strength={strengthOf(item.criticality)} label={t(`levels.${levelOf(item.criticality)}`)} />
            </td>
            <td data-quiet>{[item.workspaceName ?? t("platform"), item.projectName].filter(Boolean).join(" · ")}</td>
            <td data-quiet data-wide>
              {item.ownerName}
            </td>
            <td data-short data-label={item.expiresOn ? t("columns.expiresOn") : undefined}>
              {item.expiresOn && <Expiry day={item.expiresOn} now={now} ended={item.status === "retired"} />}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

const levelOf = (criticality: number) => String(criticality) as "1" | "2" | "3" | "4";

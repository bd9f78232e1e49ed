import { useLocale, useNow, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PriorityMark } from "@/app/_ui/badge";
import { Facts, Panel } from "@/app/_ui/panel";
import { Timestamp } from "@/app/_ui/timestamp";
import type { Item } from "@/lib/items/item-queries";
import { Expiry } from "../../_ui/expiry";
import { strengthOf } from "../../_ui/item-words";
import styles from "../../_ui/items.module.css";
import { factWords, useValueWords } from "./fact-words";

/** What an item is: the facts that all items have, then those of its type. */
export function ItemFactsPanel({ item }: { item: Item }) {
  const t = useTranslations("items");
  const locale = useLocale();
  const now = useNow();
  const words = useValueWords(item.typeFields, new Map());
  const level = String(item.criticality) as "1" | "2" | "3" | "4";
  const own = item.typeFields.map(({ code }): [string, ReactNode] => [
    factWords(t, item.typeFields, `values.${code}`, locale),
    <span key={code} className={styles.text}>
      {words(`values.${code}`, item.values[code])}
    </span>,
  ]);
  return (
    <Panel title={t("facts.identity")}>
      <Facts
        facts={[
          [t("facts.type"), locale === "en" ? item.typeEn : item.typeFr],
          [t("facts.workspace"), item.workspaceName ?? t("platform")],
          [t("facts.project"), item.workspaceKey && (item.projectName ?? t("wholeWorkspace"))],
          [
            t("facts.criticality"),
            <PriorityMark key="level" strength={strengthOf(item.criticality)} label={t(`levels.${level}`)} />,
          ],
          [t("facts.owner"), item.ownerName],
          [t("facts.startsOn"), item.startsOn && words("startsOn", item.startsOn)],
          [
            t("facts.expiresOn"),
            item.expiresOn && <Expiry key="end" day={item.expiresOn} now={now} ended={item.status === "retired"} />,
          ],
          [t("facts.externalKey"), item.externalKey],
          ...own,
          [t("facts.updated"), <Timestamp key="updated" at={item.updatedAt} />],
        ]}
      />
    </Panel>
  );
}

import { useTranslations } from "next-intl";
import { Panel } from "@/app/_ui/panel";
import { Table } from "@/app/_ui/table";
import { Timestamp } from "@/app/_ui/timestamp";
import type { Item } from "@/lib/items/item-queries";
import { compareStates } from "@/lib/items/item-state";
import type { listItemVersions } from "@/lib/items/item-version-queries";
import { DifferenceList } from "./difference-list";

type Props = { item: Item; versions: Awaited<ReturnType<typeof listItemVersions>>; names: Map<string, string> };

/** Every version of an item, the latest first: when, by whom, what changed, and the tickets behind it. */
export function ItemHistory({ item, versions, names }: Props) {
  const t = useTranslations("items.history");
  return (
    <Panel title={t("title")} count={versions.length} flush id="versions">
      <Table caption={t("title")}>
        <thead>
          <tr>
            <th scope="col">{t("when")}</th>
            <th scope="col">{t("changed")}</th>
            <th scope="col">{t("by")}</th>
            <th scope="col">{t("tickets")}</th>
          </tr>
        </thead>
        <tbody>
          {versions.map(({ version, validFrom, state, changedByName, importId, tickets }, index) => {
            const before = versions[index + 1]?.state;
            return (
              <tr key={version}>
                <td data-short data-first>
                  <Timestamp at={validFrom} />
                </td>
                <td data-main>
                  {before ? (
                    <DifferenceList fields={item.typeFields} differences={compareStates(before, state)} names={names} />
                  ) : (
                    t("first")
                  )}
                </td>
                <td data-quiet>{[changedByName, importId && t("import")].filter(Boolean).join(" · ")}</td>
                <td data-short>
                  {tickets.map(({ reference, title }) => (
                    <a key={reference} href={`/tickets/${reference}`} title={title}>
                      {reference}
                    </a>
                  ))}
                </td>
              </tr>
            );
          })}
        </tbody>
      </Table>
    </Panel>
  );
}

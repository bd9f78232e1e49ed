import { useTranslations } from "next-intl";
import { ClientMessages } from "@/app/_ui/client-messages";
import { Notice } from "@/app/_ui/notice";
import { Panel } from "@/app/_ui/panel";
import type { ItemImport } from "@/lib/item-imports/item-import-queries";
import { type RelationWords, useTargets } from "../../_ui/target-words";
import { ColumnsForm } from "./columns-form";

/** What the sheet's columns are, each with what its first lines hold and what it feeds. */
export function Columns({ read, relationTypes }: { read: ItemImport; relationTypes: RelationWords[] }) {
  const t = useTranslations("itemImports.mapping");
  const { columns, mapping, total } = read;
  const others = columns.otherSheets ?? [];
  return (
    <>
      {others.length > 0 && (
        <Notice>
          <p>{t("otherSheets", { sheet: columns.sheet ?? "", count: others.length, others: others.join(", ") })}</p>
        </Notice>
      )}
      <Panel title={t("title")} flush={false}>
        <p>{t("intro", { total })}</p>
        {columns.format === "csv" && (
          <p>{t("readAs", { encoding: columns.encoding ?? "", separator: separatorOf(columns.separator) })}</p>
        )}
        <ClientMessages areas={["ui", "itemImports"]}>
          <ColumnsForm
            importId={read.id}
            groups={useTargets(read.typeFields, relationTypes)}
            columns={columns.titles.map((title, place) => ({
              title,
              sample: columns.samples[place] ?? [],
              target: mapping[title] ?? "",
            }))}
          />
        </ClientMessages>
      </Panel>
    </>
  );
}

const separatorOf = (separator = "") => (separator === "\t" ? "⇥" : separator);

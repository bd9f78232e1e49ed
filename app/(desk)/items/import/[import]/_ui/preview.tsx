import { useTranslations } from "next-intl";
import { LinkButton } from "@/app/_ui/button";
import { ClientMessages } from "@/app/_ui/client-messages";
import { Empty } from "@/app/_ui/empty";
import { Notice } from "@/app/_ui/notice";
import { Pagination } from "@/app/_ui/pagination";
import { Panel } from "@/app/_ui/panel";
import { Tabs } from "@/app/_ui/tabs";
import { type LineAction, lineActions } from "@/lib/item-imports/item-import";
import type { ImportLine, ItemImport, listUnseenItems } from "@/lib/item-imports/item-import-queries";
import type { RelationWords } from "../../_ui/target-words";
import { Decide } from "./decide";
import { LineTable } from "./line-table";
import { UnseenItems } from "./unseen-items";

type Props = {
  read: ItemImport;
  relationTypes: RelationWords[];
  counts: Record<LineAction, number>;
  lines: ImportLine[];
  next: number | null;
  unseen: Awaited<ReturnType<typeof listUnseenItems>>;
  action?: LineAction;
};

/** What each line would do, or did; nothing is written before it is confirmed. */
export function Preview({ read, relationTypes, counts, lines, next, unseen, action }: Props) {
  const t = useTranslations("itemImports");
  const path = `/items/import/${read.id}`;
  const addressOf = (query: Record<string, string>) => `${path}?${new URLSearchParams(query)}`;
  const total = lineActions.reduce((sum, one) => sum + counts[one], 0);
  const applied = read.state === "applied";
  return (
    <>
      <Notice tone={applied ? "success" : "info"} title={t(applied ? "applied" : "preview.title")}>
        <p>{t(applied ? "appliedWords" : "preview.words", counts)}</p>
      </Notice>
      {!applied && (
        <ClientMessages areas={["ui", "itemImports"]}>
          <Decide importId={read.id} changes={counts.create + counts.update} />
        </ClientMessages>
      )}
      <Tabs
        label={t("preview.tabs")}
        tabs={[
          { href: path, label: t("preview.all"), count: total, current: !action },
          ...lineActions.map((one) => ({
            href: addressOf({ action: one }),
            label: t(`actions.${one}`),
            count: counts[one],
            current: action === one,
          })),
        ]}
      />
      <Panel
        flush
        title={t("preview.lines")}
        actions={
          counts.refuse > 0 && (
            <LinkButton href={`${path}/refusals`} size="small" icon="download" data-hard>
              {t("preview.refusals")}
            </LinkButton>
          )
        }
      >
        {lines.length > 0 ? (
          <LineTable
            lines={lines}
            titles={read.columns.titles}
            fields={read.typeFields}
            relationTypes={relationTypes}
          />
        ) : (
          <Empty icon="file" title={t("preview.none")} />
        )}
      </Panel>
      <Pagination nextHref={next === null ? null : addressOf({ ...(action && { action }), after: String(next) })} />
      {unseen.count > 0 && <UnseenItems {...unseen} />}
    </>
  );
}

import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { view } from "@/app/_doors/view";
import { LinkButton } from "@/app/_ui/button";
import { Empty } from "@/app/_ui/empty";
import { ExportLink } from "@/app/_ui/export-link";
import { PageHeader } from "@/app/_ui/page-header";
import { Pagination } from "@/app/_ui/pagination";
import { Panel } from "@/app/_ui/panel";
import { mayExport, workspacesWhere } from "@/lib/access/ability";
import { listItems } from "@/lib/items/item-queries";
import { listKnownItemTypes } from "@/lib/items/item-type-queries";
import { listMyWorkspaces, listReadableProjects } from "@/lib/tickets/choice-queries";
import { ItemFilters } from "./_ui/item-filters";
import { ItemTable } from "./_ui/item-table";
import { addressOf, listPath, readAddress } from "./_ui/list-address";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("items"))("title") };
}

const pageLength = 50;
const mostProjects = 200;

/** The configuration items that one may read, across all of one's workspaces; the address holds the filters and the page. */
export default async function ItemsPage({ searchParams }: PageProps<"/items">) {
  const { query, filter, after } = readAddress(await searchParams);
  const { items, next, choices, viewer } = await view(async (tx, { rights }) => {
    if (workspacesWhere(rights, "readItems").length === 0) notFound();
    const [found, types, workspaces, projects] = await Promise.all([
      listItems(tx, filter, { limit: pageLength, after }),
      listKnownItemTypes(tx),
      listMyWorkspaces(tx),
      listReadableProjects(tx, mostProjects),
    ]);
    return { items: found.items, next: found.after, choices: { types, workspaces, projects } };
  });
  const t = await getTranslations("items");
  const mayAdd = workspacesWhere(viewer.rights, "writeItems").length > 0;
  const filtered = Object.keys(query).length > 0;
  return (
    <>
      <PageHeader
        title={t("title")}
        intro={t("intro")}
        actions={
          <>
            {mayExport(viewer.rights) && <ExportLink subject="items" query={new URLSearchParams(query).toString()} />}
            {mayAdd && (
              <LinkButton href="/items/import" icon="upload">
                {t("import")}
              </LinkButton>
            )}
            {mayAdd && (
              <LinkButton href="/items/new" look="primary" icon="plus">
                {t("add")}
              </LinkButton>
            )}
          </>
        }
      />
      <ItemFilters query={query} choices={choices} />
      <Panel flush>
        {items.length > 0 ? (
          <ItemTable items={items} />
        ) : (
          <Empty
            icon={filtered ? "search" : "server"}
            title={t(filtered ? "noneFiltered" : "none")}
            actions={filtered && <LinkButton href={listPath}>{t("clear")}</LinkButton>}
          >
            {t(filtered ? "noneFilteredWords" : "noneWords")}
          </Empty>
        )}
      </Panel>
      <Pagination nextHref={next && addressOf(query, { after: next })} previousHref={after ? addressOf(query) : null} />
    </>
  );
}

import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { view } from "@/app/_doors/view";
import { Badge } from "@/app/_ui/badge";
import { LinkButton } from "@/app/_ui/button";
import { Columns } from "@/app/_ui/columns";
import { PageHeader } from "@/app/_ui/page-header";
import { mayWriteItem, workspacesWhere } from "@/lib/access/ability";
import type { Rights } from "@/lib/access/rights";
import { listPackagesOfItem } from "@/lib/deposits/package-queries";
import { listCacheRules } from "@/lib/items/cache-rule-queries";
import { getItem, type Item } from "@/lib/items/item-queries";
import { listItemVersions } from "@/lib/items/item-version-queries";
import { listRelations, listRelationTypes } from "@/lib/items/relation-queries";
import { listShares } from "@/lib/items/share-queries";
import { listTicketsOfItem } from "@/lib/items/ticket-item-queries";
import type { Transaction } from "@/lib/tenancy/actor";
import { listMyWorkspaces, listNames } from "@/lib/tickets/choice-queries";
import { listProjects } from "@/lib/workspaces/project-queries";
import { statusTones } from "../_ui/item-words";
import { AsOfPanel } from "./_ui/as-of-panel";
import { CachePanel } from "./_ui/cache-panel";
import { ItemFactsPanel } from "./_ui/item-facts-panel";
import { ItemHistory } from "./_ui/item-history";
import { ItemPackages } from "./_ui/item-packages";
import { ItemTickets } from "./_ui/item-tickets";
import { readAsOf } from "./_ui/read-as-of";
import { RelationsPanel } from "./_ui/relations-panel";
import { SharesPanel } from "./_ui/shares-panel";

type Props = PageProps<"/items/[item]">;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("items"))("title") };
}

/** One item: what it is, how it came to be so, and how it stood on any day. */
export default async function ItemPage({ params, searchParams }: Props) {
  const [{ item: id }, asked] = await Promise.all([params, searchParams]);
  const { item, versions, names, past, mayWrite, related } = await view(async (tx, { rights, account }) => {
    const item = await getItem(tx, id);
    const versions = await listItemVersions(tx, item);
    const past = await readAsOf(tx, item, asked, account.timeZone);
    const [names, related] = [await namesOf(tx, item, versions), await readRelated(tx, item, rights)];
    return { item, versions, past, names, related, mayWrite: mayWriteItem(rights, item) };
  });
  const t = await getTranslations("items");
  const shown = past.item ?? item;
  return (
    <>
      <PageHeader
        title={shown.name}
        trail={[{ href: "/items", label: t("title") }]}
        meta={
          <>
            <Badge tone={statusTones[shown.status]}>{t(`statuses.${shown.status}`)}</Badge>
            {item.workspaceKey === null && <Badge tone="note">{t("platformWords")}</Badge>}
          </>
        }
        actions={
          <>
            <LinkButton href={`/items/${item.id}/impact`} icon="incident">
              {t("impact.open")}
            </LinkButton>
            {mayWrite && (
              <LinkButton href={`/items/${item.id}/edit`} icon="edit">
                {t("edit")}
              </LinkButton>
            )}
          </>
        }
      />
      <Columns
        asideLabel={t("relations.title")}
        aside={
          <>
            <RelationsPanel itemId={item.id} mayWrite={mayWrite} {...related} />
            {item.workspaceKey === null && <SharesPanel itemId={item.id} mayWrite={mayWrite} {...related} />}
            <ItemTickets tickets={related.tickets} />
            <ItemPackages packages={related.packages} />
            <AsOfPanel item={item} past={past} names={names} />
          </>
        }
      >
        <ItemFactsPanel item={shown} />
        {item.typeCode === "site" && (
          <CachePanel
            siteId={item.id}
            rules={related.rules}
            address={typeof asked.address === "string" ? asked.address.slice(0, 2_000) : ""}
          />
        )}
        <ItemHistory item={item} versions={versions} names={names} />
      </Columns>
    </>
  );
}

/** What stands around an item: its relations, where it is shown, the tickets about it, and what can be chosen for them. */
async function readRelated(tx: Transaction, item: Item, rights: Rights) {
  const writable = workspacesWhere(rights, "writeItems");
  const [relations, types, tickets, rules, shares, workspaces, packages] = await Promise.all([
    listRelations(tx, item.id),
    listRelationTypes(tx, item.workspaceId),
    listTicketsOfItem(tx, item.id),
    item.typeCode === "site" ? listCacheRules(tx, item.id) : [],
    item.workspaceKey === null ? listShares(tx, item.id) : [],
    item.workspaceKey === null ? listMyWorkspaces(tx) : [],
    listPackagesOfItem(tx, item.id),
  ]);
  const offered = workspaces.filter(({ id }) => writable.includes(id));
  return { relations, types, tickets, rules, shares, packages, workspaces: offered };
}

/** Accounts and projects that versions name, as far as the reader may know them. */
async function namesOf(
  tx: Transaction,
  item: { workspaceId: string },
  versions: Awaited<ReturnType<typeof listItemVersions>>,
): Promise<Map<string, string>> {
  const owners = versions.flatMap(({ state }) => (state.ownerId ? [state.ownerId] : []));
  const [people, projects] = await Promise.all([listNames(tx, owners), listProjects(tx, item.workspaceId)]);
  return new Map([...people, ...projects.map(({ id, name }): [string, string] => [id, name])]);
}

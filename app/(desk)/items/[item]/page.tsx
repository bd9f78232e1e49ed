import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { view } from "@/app/_doors/view";
import { Badge } from "@/app/_ui/badge";
import { LinkButton } from "@/app/_ui/button";
import { Columns } from "@/app/_ui/columns";
import { PageHeader } from "@/app/_ui/page-header";
import { mayWriteItem } from "@/lib/access/ability";
import { getItem } from "@/lib/items/item-queries";
import { listItemVersions } from "@/lib/items/item-version-queries";
import type { Transaction } from "@/lib/tenancy/actor";
import { listNames } from "@/lib/tickets/choice-queries";
import { listProjects } from "@/lib/workspaces/project-queries";
import { statusTones } from "../_ui/item-words";
import { AsOfPanel } from "./_ui/as-of-panel";
import { ItemFactsPanel } from "./_ui/item-facts-panel";
import { ItemHistory } from "./_ui/item-history";
import { readAsOf } from "./_ui/read-as-of";

type Props = PageProps<"/items/[item]">;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("items"))("title") };
}

/** One item: what it is, how it came to be so, and how it stood on any day. */
export default async function ItemPage({ params, searchParams }: Props) {
  const [{ item: id }, asked] = await Promise.all([params, searchParams]);
  const { item, versions, names, past, mayWrite } = await view(async (tx, { rights, account }) => {
    const item = await getItem(tx, id);
    const versions = await listItemVersions(tx, item);
    const past = await readAsOf(tx, item, asked, account.timeZone);
    return { item, versions, past, names: await namesOf(tx, item, versions), mayWrite: mayWriteItem(rights, item) };
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
          mayWrite && (
            <LinkButton href={`/items/${item.id}/edit`} icon="edit">
              {t("edit")}
            </LinkButton>
          )
        }
      />
      <Columns asideLabel={t("history.asOf")} aside={<AsOfPanel item={item} past={past} names={names} />}>
        <ItemFactsPanel item={shown} />
        <ItemHistory item={item} versions={versions} names={names} />
      </Columns>
    </>
  );
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

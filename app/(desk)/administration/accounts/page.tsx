import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireAdministrator } from "@/app/_doors/session";
import { LinkButton } from "@/app/_ui/button";
import { Empty } from "@/app/_ui/empty";
import { PageHeader } from "@/app/_ui/page-header";
import { Pagination } from "@/app/_ui/pagination";
import { Panel } from "@/app/_ui/panel";
import { AccountFilter, listAccounts } from "@/lib/accounts/account-list-queries";
import { AccountFilters } from "./_ui/account-filters";
import { AccountTable } from "./_ui/account-table";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("accounts"))("title") };
}

export default async function AccountsPage({ searchParams }: PageProps<"/administration/accounts">) {
  const { actor } = await requireAdministrator();
  const asked = await searchParams;
  const filter = AccountFilter.catch({}).parse({ words: asked.q, state: asked.state || undefined });
  const after = typeof asked.after === "string" ? asked.after : undefined;
  const { items, after: next } = await actor.transaction((tx) => listAccounts(tx, filter, after));
  const t = await getTranslations("accounts");
  return (
    <>
      <PageHeader
        title={t("title")}
        intro={t("intro")}
        actions={
          <LinkButton href="/administration/accounts/invite" look="primary" icon="plus">
            {t("invite")}
          </LinkButton>
        }
      />
      <AccountFilters filter={filter} />
      <Panel flush>
        {items.length > 0 ? (
          <AccountTable accounts={items} />
        ) : (
          <Empty icon="users" title={t("none")}>
            {t("noneWords")}
          </Empty>
        )}
      </Panel>
      <Pagination nextHref={next && pageAfter(filter, next)} previousHref={after ? pageAfter(filter) : null} />
    </>
  );
}

function pageAfter(filter: { words?: string; state?: string }, after?: string): string {
  const query = new URLSearchParams();
  if (filter.words) query.set("q", filter.words);
  if (filter.state) query.set("state", filter.state);
  if (after) query.set("after", after);
  return `/administration/accounts?${query}`;
}

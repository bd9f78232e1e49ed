import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { view } from "@/app/_doors/view";
import { Empty } from "@/app/_ui/empty";
import { PageHeader } from "@/app/_ui/page-header";
import { Pagination } from "@/app/_ui/pagination";
import { Panel } from "@/app/_ui/panel";
import { ensureReviewsMails, IncomingMailFilter, listIncomingMails } from "@/lib/incoming-mail/incoming-mail-queries";
import { IncomingFilters } from "./_ui/incoming-filters";
import { IncomingTable } from "./_ui/incoming-table";
import { MailTabs } from "./_ui/mail-tabs";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("mail"))("received.title") };
}

export default async function ReceivedMailsPage({ searchParams }: PageProps<"/mails">) {
  const asked = await searchParams;
  const filter = IncomingMailFilter.parse({ words: asked.q, outcome: asked.outcome, after: asked.after });
  const { items, after } = await view(async (tx) => {
    await ensureReviewsMails(tx);
    return listIncomingMails(tx, filter);
  });
  const t = await getTranslations("mail");
  return (
    <>
      <PageHeader title={t("received.title")} intro={t("received.intro")} />
      <MailTabs current="received" />
      <IncomingFilters filter={filter} />
      <Panel flush>
        {items.length > 0 ? (
          <IncomingTable mails={items} caption={t("received.title")} />
        ) : (
          <Empty icon="mail" title={t("received.none")}>
            {t("received.noneWords")}
          </Empty>
        )}
      </Panel>
      <Pagination nextHref={after && pageAfter(filter, after)} previousHref={filter.after ? pageAfter(filter) : null} />
    </>
  );
}

function pageAfter({ words, outcome }: IncomingMailFilter, after?: string): string {
  const query = new URLSearchParams();
  if (words) query.set("q", words);
  if (outcome) query.set("outcome", outcome);
  if (after) query.set("after", after);
  return `/mails?${query}`;
}

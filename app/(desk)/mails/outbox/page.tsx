import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { view } from "@/app/_doors/view";
import { Empty } from "@/app/_ui/empty";
import { PageHeader } from "@/app/_ui/page-header";
import { Pagination } from "@/app/_ui/pagination";
import { Panel } from "@/app/_ui/panel";
import { ensureReviewsMails } from "@/lib/incoming-mail/incoming-mail-queries";
import { listOutgoingMails, OutgoingMailFilter } from "@/lib/outgoing-mail/outgoing-mail-queries";
import { MailTabs } from "../_ui/mail-tabs";
import { OutboxFilters } from "./_ui/outbox-filters";
import { OutboxTable } from "./_ui/outbox-table";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("mail"))("outbox.title") };
}

export default async function OutboxPage({ searchParams }: PageProps<"/mails/outbox">) {
  const asked = await searchParams;
  const filter = OutgoingMailFilter.parse({ words: asked.q, state: asked.state, after: asked.after });
  const { items, after } = await view(async (tx) => {
    await ensureReviewsMails(tx);
    return listOutgoingMails(tx, filter);
  });
  const t = await getTranslations("mail");
  return (
    <>
      <PageHeader title={t("outbox.title")} intro={t("outbox.intro")} />
      <MailTabs current="sent" />
      <OutboxFilters filter={filter} />
      <Panel flush>
        {items.length > 0 ? (
          <OutboxTable mails={items} />
        ) : (
          <Empty icon="send" title={t("outbox.none")}>
            {t("outbox.noneWords")}
          </Empty>
        )}
      </Panel>
      <Pagination nextHref={after && pageAfter(filter, after)} previousHref={filter.after ? pageAfter(filter) : null} />
    </>
  );
}

function pageAfter({ words, state }: OutgoingMailFilter, after?: string): string {
  const query = new URLSearchParams();
  if (words) query.set("q", words);
  if (state) query.set("state", state);
  if (after) query.set("after", after);
  return `/mails/outbox?${query}`;
}

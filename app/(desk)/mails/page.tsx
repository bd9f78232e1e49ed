import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { view } from "@/app/_doors/view";
import { Empty } from "@/app/_ui/empty";
import { PageHeader } from "@/app/_ui/page-header";
import { Pagination } from "@/app/_ui/pagination";
import { Panel } from "@/app/_ui/panel";
import { countMails } from "@/lib/incoming-mail/conservation-queries";
import { countWaitingMails, ensureReviewsMails, listIncomingMails } from "@/lib/incoming-mail/incoming-mail-queries";
import { type IncomingMailFilter, readMailFilter } from "@/lib/incoming-mail/mail-filter";
import { listNoticesOf } from "@/lib/incoming-mail/notice-queries";
import { IncomingFilters } from "./_ui/incoming-filters";
import { IncomingTable } from "./_ui/incoming-table";
import { MailFigures } from "./_ui/mail-figures";
import { MailTabs } from "./_ui/mail-tabs";
import { mailsAddress } from "./_ui/mails-address";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("mail"))("received.title") };
}

/** "What happened to my mail?", answered for whoever reviews mails. */
export default async function ReceivedMailsPage({ searchParams }: PageProps<"/mails">) {
  const filter = readMailFilter(await searchParams);
  const { items, after, notices, figures, period, waiting } = await view(async (tx, { account: { timeZone } }) => {
    await ensureReviewsMails(tx);
    const page = await listIncomingMails(tx, filter, timeZone);
    const period = periodOf(filter, timeZone);
    const [notices, figures, waiting] = await Promise.all([
      listNoticesOf(tx, page.items),
      countMails(tx, period, timeZone),
      countWaitingMails(tx),
    ]);
    return { ...page, notices, figures, period, waiting };
  });
  const t = await getTranslations("mail");
  return (
    <>
      <PageHeader title={t("received.title")} intro={t("received.intro")} />
      <MailTabs current="received" waiting={waiting} />
      <MailFigures figures={figures} period={period} lately={!filter.from && !filter.to} />
      <IncomingFilters filter={filter} />
      <Panel flush>
        {items.length > 0 ? (
          <IncomingTable mails={items} notices={notices} caption={t("received.title")} />
        ) : (
          <Empty icon="mail" title={t("received.none")}>
            {t("received.noneWords")}
          </Empty>
        )}
      </Panel>
      <Pagination
        nextHref={after && mailsAddress({ ...filter, after })}
        previousHref={filter.after ? mailsAddress({ ...filter, after: undefined }) : null}
      />
    </>
  );
}

const latelyDays = 30;

/** The days that are asked about, or the last thirty of the reader's calendar: counting all there ever was would make everybody wait. */
function periodOf({ from, to }: IncomingMailFilter, timeZone: string): { from?: string; to?: string } {
  if (from || to) return { from, to };
  const first = new Date(Date.now() - (latelyDays - 1) * 86_400_000);
  // The Swedish calendar is written as ISO 8601 writes it.
  return { from: first.toLocaleDateString("sv-SE", { timeZone }) };
}

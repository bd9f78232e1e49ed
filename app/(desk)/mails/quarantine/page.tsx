import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { view } from "@/app/_doors/view";
import { Empty } from "@/app/_ui/empty";
import { PageHeader } from "@/app/_ui/page-header";
import { Pagination } from "@/app/_ui/pagination";
import { Panel } from "@/app/_ui/panel";
import {
  countWaitingMails,
  ensureReviewsMails,
  findWaitingSpam,
  listIncomingMails,
  listReviewedPlaces,
} from "@/lib/incoming-mail/incoming-mail-queries";
import { readMailFilter } from "@/lib/incoming-mail/mail-filter";
import { MailTabs } from "../_ui/mail-tabs";
import { DecideTogether } from "./_ui/decide-together";
import { QuarantineTable } from "./_ui/quarantine-table";

const home = "/mails/quarantine";
const pageSize = 100;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("mail"))("quarantine.title") };
}

export default async function QuarantinePage({ searchParams }: PageProps<"/mails/quarantine">) {
  const { view: asked, after: cursor } = await searchParams;
  const waiting = asked === "spam" ? "spam" : "decision";
  const filter = { ...readMailFilter({ after: cursor }), waiting, limit: pageSize } as const;
  const { items, after, places, count, spam } = await view(async (tx) => {
    await ensureReviewsMails(tx);
    const [page, places, count, spam] = await Promise.all([
      listIncomingMails(tx, filter),
      listReviewedPlaces(tx),
      countWaitingMails(tx),
      findWaitingSpam(tx),
    ]);
    return { ...page, places, count, spam };
  });
  const t = await getTranslations("mail");
  const here = waiting === "spam" ? `${home}?view=spam&` : `${home}?`;
  return (
    <>
      <PageHeader title={t("quarantine.title")} intro={t("quarantine.intro")} />
      <MailTabs current="quarantine" waiting={count} />
      {(spam || waiting === "spam") && (
        <p>
          <a href={waiting === "spam" ? home : `${home}?view=spam`}>
            {t(waiting === "spam" ? "quarantine.backToDecisions" : "quarantine.seeSpam")}
          </a>
        </p>
      )}
      <Panel flush>
        <DecideTogether places={places} nothingLeft={items.length === 0}>
          {items.length > 0 ? (
            <QuarantineTable mails={items} />
          ) : (
            <Empty icon="shield" title={t("quarantine.none")}>
              {t("quarantine.noneWords")}
            </Empty>
          )}
        </DecideTogether>
      </Panel>
      <Pagination nextHref={after && `${here}after=${after}`} previousHref={filter.after ? here.slice(0, -1) : null} />
    </>
  );
}

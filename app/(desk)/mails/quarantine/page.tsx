import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { view } from "@/app/_doors/view";
import { Empty } from "@/app/_ui/empty";
import { PageHeader } from "@/app/_ui/page-header";
import { Pagination } from "@/app/_ui/pagination";
import { Panel } from "@/app/_ui/panel";
import { ensureReviewsMails, IncomingMailFilter, listIncomingMails } from "@/lib/incoming-mail/incoming-mail-queries";
import { IncomingTable } from "../_ui/incoming-table";
import { MailTabs } from "../_ui/mail-tabs";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("mail"))("quarantine.title") };
}

export default async function QuarantinePage({ searchParams }: PageProps<"/mails/quarantine">) {
  const filter = IncomingMailFilter.parse({ waiting: true, after: (await searchParams).after });
  const { items, after } = await view(async (tx) => {
    await ensureReviewsMails(tx);
    return listIncomingMails(tx, filter);
  });
  const t = await getTranslations("mail");
  return (
    <>
      <PageHeader title={t("quarantine.title")} intro={t("quarantine.intro")} />
      <MailTabs current="quarantine" />
      <Panel flush>
        {items.length > 0 ? (
          <IncomingTable mails={items} caption={t("quarantine.title")} />
        ) : (
          <Empty icon="shield" title={t("quarantine.none")}>
            {t("quarantine.noneWords")}
          </Empty>
        )}
      </Panel>
      <Pagination
        nextHref={after && `/mails/quarantine?after=${after}`}
        previousHref={filter.after ? "/mails/quarantine" : null}
      />
    </>
  );
}

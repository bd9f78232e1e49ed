import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { viewAs } from "@/app/_doors/view";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { OpenedMailView } from "@/app/(desk)/_ui/opened-mail-view";
import { readReceivedMail } from "@/lib/incoming-mail/read-received-mail";
import styles from "../../_ui/mails.module.css";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("mail"))("opened.title") };
}

/** A received message whole, as text, with its files and its header lines. */
export default async function ReceivedMailContentPage({ params }: PageProps<"/mails/[mail]/content">) {
  const { mail: id } = await params;
  const { viewer: _, headers, ...mail } = await viewAs((actor) => readReceivedMail(actor, id));
  const t = await getTranslations("mail");
  const subject = mail.subject || t("noSubject");
  return (
    <>
      <PageHeader
        title={subject}
        trail={[
          { href: "/mails", label: t("title") },
          { href: `/mails/${id}`, label: subject },
        ]}
      />
      <OpenedMailView mail={mail} partHref={(place) => `/mails/${id}/parts/${place}`} />
      <Panel title={t("opened.headers")}>
        <pre className={styles.headers}>{headers}</pre>
      </Panel>
    </>
  );
}

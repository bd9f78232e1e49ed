import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { view } from "@/app/_doors/view";
import { ActForm } from "@/app/_ui/act-form";
import { LinkButton } from "@/app/_ui/button";
import { Columns } from "@/app/_ui/columns";
import { Notice } from "@/app/_ui/notice";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { SubmitButton } from "@/app/_ui/submit-button";
import { readDecidable } from "@/lib/incoming-mail/decidable-queries";
import { listEvidence, type SenderEvidence } from "@/lib/incoming-mail/evidence-queries";
import { getIncomingMail, listQuarantines } from "@/lib/incoming-mail/incoming-mail-queries";
import { listNoticesOf, type NoticeOf } from "@/lib/incoming-mail/notice-queries";
import { mayReadOriginal } from "@/lib/incoming-mail/original-queries";
import { PLATFORM_ID, type Transaction } from "@/lib/tenancy/actor";
import { MailCourse } from "../_ui/mail-course";
import styles from "../_ui/mails.module.css";
import { OutcomeBadge } from "../_ui/outcome-badge";
import { ReasonWords } from "../_ui/reason-words";
import { SenderTrust } from "../_ui/sender-trust";
import { AsideButtons, DecisionPanel } from "./_ui/decision-panel";
import { HandOverPanel } from "./_ui/hand-over-panel";
import { ProvenanceFacts } from "./_ui/provenance-facts";
import { bringMailBack } from "./actions";

type Props = PageProps<"/mails/[mail]">;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("mail"))("received.title") };
}

export default async function IncomingMailPage({ params }: Props) {
  const { mail: id } = await params;
  const { mail, evidence, notices, readable, decidable, quarantines } = await view((tx) => readPage(tx, id));
  const t = await getTranslations("mail");
  const delivering = mail.outcome === "quarantined" && (mail.decision === "released" || mail.decision === "attached");
  return (
    <>
      <PageHeader
        title={mail.subject || t("noSubject")}
        trail={[{ href: "/mails", label: t("title") }]}
        meta={
          <>
            <OutcomeBadge mail={mail} />
            {!mail.decision && <ReasonWords reason={mail.reason} />}
          </>
        }
        actions={<Ways mail={mail} readable={readable} restorable={isRestorable(mail, notices)} />}
      />
      {delivering && <Notice>{t("delivering")}</Notice>}
      <Columns asideLabel={t("facts")} aside={<Aside mail={mail} evidence={evidence} />}>
        {readable ? (
          <Panel title={t("excerpt")} actions={<a href={`/mails/${mail.id}/content`}>{t("readWhole")}</a>}>
            {mail.excerpt ? <pre className={styles.text}>{mail.excerpt}</pre> : <p>{t("noExcerpt")}</p>}
          </Panel>
        ) : (
          <Notice>{t("notReadable")}</Notice>
        )}
        {decidable && <DecisionPanel decidable={decidable} />}
        {quarantines && (
          <HandOverPanel
            mail={mail.id}
            workspaces={quarantines}
            actions={<AsideButtons mail={mail.id} answerable={mail.fromMail} />}
          />
        )}
        <Panel title={t("course.title")}>
          <MailCourse mail={mail} notices={notices} />
        </Panel>
      </Columns>
    </>
  );
}

type Mail = Awaited<ReturnType<typeof getIncomingMail>>;

async function readPage(tx: Transaction, id: string) {
  const mail = await getIncomingMail(tx, id);
  const waits = mail.outcome === "quarantined" && mail.decision === null;
  const unrouted = mail.workspaceId === PLATFORM_ID;
  const [evidence, notices, readable, decidable, quarantines] = await Promise.all([
    listEvidence(tx, mail.workspaceId, [mail.id]),
    listNoticesOf(tx, [mail]),
    mayReadOriginal(tx, mail),
    waits && !unrouted ? readDecidable(tx, mail) : null,
    waits && unrouted ? listQuarantines(tx) : null,
  ]);
  return { mail, evidence: evidence.get(mail.id), notices, readable, decidable, quarantines };
}

function isRestorable({ decision }: Mail, notices: NoticeOf[]): boolean {
  const setAside = decision === "rejected" || decision === "spam";
  return setAside && !notices.some(({ kind }) => kind === "rejection-answer");
}

async function Ways({ mail, readable, restorable }: { mail: Mail; readable: boolean; restorable: boolean }) {
  const t = await getTranslations("mail");
  return (
    <>
      {restorable && (
        <ActForm action={bringMailBack} fields={{ mail: mail.id }} said={t("decide.restored")}>
          <SubmitButton look="secondary">{t("decide.restore")}</SubmitButton>
        </ActForm>
      )}
      {mail.ticketReference && (
        <LinkButton href={`/tickets/${mail.ticketReference}`} icon="ticket">
          {mail.ticketReference}
        </LinkButton>
      )}
      {readable && (
        <LinkButton href={`/mails/${mail.id}/source`} icon="download" download>
          {t("source")}
        </LinkButton>
      )}
    </>
  );
}

type AsideProps = { mail: Mail; evidence: SenderEvidence | undefined };

async function Aside({ mail, evidence }: AsideProps) {
  const t = await getTranslations("mail.trust");
  return (
    <>
      <ProvenanceFacts mail={mail} />
      {evidence && mail.fromMail && (
        <Panel title={t("title")}>
          <SenderTrust evidence={evidence} />
        </Panel>
      )}
    </>
  );
}

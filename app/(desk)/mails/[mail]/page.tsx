import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { view } from "@/app/_doors/view";
import { LinkButton } from "@/app/_ui/button";
import { Columns } from "@/app/_ui/columns";
import { Notice } from "@/app/_ui/notice";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { mayAdminister } from "@/lib/access/ability";
import { listEvidence, type SenderEvidence } from "@/lib/incoming-mail/evidence-queries";
import { getIncomingMail, listPlaces, listQuarantines } from "@/lib/incoming-mail/incoming-mail-queries";
import { PLATFORM_ID } from "@/lib/tenancy/actor";
import styles from "../_ui/mails.module.css";
import { OutcomeBadge } from "../_ui/outcome-badge";
import { ReasonWords } from "../_ui/reason-words";
import { SenderTrust } from "../_ui/sender-trust";
import { DecisionPanel } from "./_ui/decision-panel";
import { HandOverPanel } from "./_ui/hand-over-panel";
import { ProvenanceFacts } from "./_ui/provenance-facts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("mail"))("received.title") };
}

export default async function IncomingMailPage({ params }: PageProps<"/mails/[mail]">) {
  const { mail: id } = await params;
  const { mail, evidence, places, quarantines, viewer } = await view(async (tx) => {
    const mail = await getIncomingMail(tx, id);
    const unrouted = mail.workspaceId === PLATFORM_ID;
    return {
      mail,
      evidence: (await listEvidence(tx, mail.workspaceId, [mail.id])).get(mail.id),
      places: unrouted ? [] : await listPlaces(tx, mail.workspaceId),
      quarantines: unrouted ? await listQuarantines(tx) : [],
    };
  });
  const t = await getTranslations("mail");
  const waits = mail.outcome === "quarantined" && mail.decision === null;
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
        actions={
          <>
            {mail.ticketReference && (
              <LinkButton href={`/tickets/${mail.ticketReference}`} icon="ticket">
                {mail.ticketReference}
              </LinkButton>
            )}
            <LinkButton href={`/mails/${mail.id}/source`} icon="download" download>
              {t("source")}
            </LinkButton>
          </>
        }
      />
      {delivering && <Notice>{t("delivering")}</Notice>}
      <Columns asideLabel={t("facts")} aside={<Aside mail={mail} evidence={evidence} />}>
        <Panel title={t("excerpt")}>
          {mail.excerpt ? <pre className={styles.text}>{mail.excerpt}</pre> : <p>{t("noExcerpt")}</p>}
        </Panel>
        {waits && mail.workspaceId !== PLATFORM_ID && (
          <DecisionPanel mail={mail} places={places} mayRemember={mayAdminister(viewer.rights)} />
        )}
        {waits && mail.workspaceId === PLATFORM_ID && <HandOverPanel mail={mail.id} workspaces={quarantines} />}
      </Columns>
    </>
  );
}

type AsideProps = { mail: Awaited<ReturnType<typeof getIncomingMail>>; evidence: SenderEvidence | undefined };

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

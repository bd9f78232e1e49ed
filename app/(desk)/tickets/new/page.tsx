import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireViewer } from "@/app/_doors/session";
import { LinkButton } from "@/app/_ui/button";
import { Empty } from "@/app/_ui/empty";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { servesTickets, workspacesWhere } from "@/lib/access/ability";
import { Opening } from "./_ui/opening";
import styles from "./page.module.css";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("portal"))("newRequest") };
}

/** A new request, or for the desk a new ticket. */
export default async function NewTicketPage({ searchParams }: PageProps<"/tickets/new">) {
  const [viewer, { maintenance, like }] = await Promise.all([requireViewer(), searchParams]);
  const t = await getTranslations();
  const desk = servesTickets(viewer.rights);
  // In two fields, for who serves: what he does of his own accord is a ticket that says so.
  const operation = maintenance === "1" && workspacesWhere(viewer.rights, "openForOthers").length > 0;
  const mayOpen = workspacesWhere(viewer.rights, "open").length > 0;
  return (
    <div className={styles.page}>
      <PageHeader
        title={t(operation ? "forms.maintenance.title" : desk ? "tickets.open" : "portal.newRequest")}
        intro={operation ? t("forms.maintenance.intro") : !desk && t("portal.intro")}
        actions={mayOpen && <OtherWays desk={desk} operation={operation} />}
      />
      <Panel>
        {mayOpen ? (
          <Opening
            viewer={viewer}
            simple={operation}
            initiator={operation ? "titulaire" : undefined}
            like={typeof like === "string" ? like : undefined}
          />
        ) : (
          <Empty title={t("portal.mayNotOpen")} icon="lock" />
        )}
      </Panel>
    </div>
  );
}

async function OtherWays({ desk, operation }: { desk: boolean; operation: boolean }) {
  const [t, approvals] = await Promise.all([getTranslations("forms"), getTranslations("approvals")]);
  return (
    <>
      {desk && !operation && (
        <LinkButton href="/tickets/new?maintenance=1" icon="settings">
          {t("maintenance.open")}
        </LinkButton>
      )}
      {desk && (
        <LinkButton href="/tickets/new/standard" icon="change">
          {approvals("templates.use")}
        </LinkButton>
      )}
      <LinkButton href="/catalogue" icon="inbox">
        {t("catalogue.title")}
      </LinkButton>
    </>
  );
}

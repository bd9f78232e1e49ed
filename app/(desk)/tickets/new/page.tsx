import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireViewer } from "@/app/_doors/session";
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
  const [viewer, { like }] = await Promise.all([requireViewer(), searchParams]);
  const t = await getTranslations();
  const desk = servesTickets(viewer.rights);
  const mayOpen = workspacesWhere(viewer.rights, "open").length > 0;
  return (
    <div className={styles.page}>
      <PageHeader title={t(desk ? "tickets.open" : "portal.newRequest")} intro={!desk && t("portal.intro")} />
      <Panel>
        {mayOpen ? (
          <Opening viewer={viewer} like={typeof like === "string" ? like : undefined} />
        ) : (
          <Empty title={t("portal.mayNotOpen")} icon="lock" />
        )}
      </Panel>
    </div>
  );
}

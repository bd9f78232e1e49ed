import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { look } from "@/app/_doors/look";
import { requireViewer, type Viewer } from "@/app/_doors/session";
import { LinkButton } from "@/app/_ui/button";
import { ClientMessages } from "@/app/_ui/client-messages";
import { LiveRefresh } from "@/app/_ui/live/live-refresh";
import { Notice } from "@/app/_ui/notice";
import { PageHeader } from "@/app/_ui/page-header";
import { workspacesWhere } from "@/lib/access/ability";
import { readCalendar } from "@/lib/planning/calendar-queries";
import { spanOf } from "@/lib/planning/days";
import { listMyWorkspaces, listReadableProjects } from "@/lib/tickets/choice-queries";
import { type CalendarAddress, readAddress } from "./_ui/calendar-address";
import { CalendarFilters } from "./_ui/calendar-filters";
import { CalendarPager } from "./_ui/calendar-pager";
import { DeclareFreeze } from "./_ui/declare-freeze";
import { Freezes } from "./_ui/freezes";
import { Planned } from "./_ui/planned";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("planning"))("title") };
}

/** What is planned, by month, by week or as a list; the address holds the view, the day and the filters. */
export default async function CalendarPage({ searchParams }: PageProps<"/calendar">) {
  const [viewer, asked] = await Promise.all([requireViewer(), searchParams]);
  const address = readAddress(asked, viewer.account.timeZone);
  const { calendar, workspaces, projects } = await read(viewer, address);
  const freezable = workspacesWhere(viewer.rights, "freeze");
  const t = await getTranslations("planning");
  return (
    <ClientMessages areas={["ui", "planning"]}>
      <PageHeader
        title={t("title")}
        intro={t("intro")}
        actions={
          <>
            <LinkButton href="/account#calendar" icon="link" look="quiet">
              {t("subscribe")}
            </LinkButton>
            {freezable.length > 0 && (
              <DeclareFreeze
                zone={viewer.account.timeZone}
                projects={projects.filter(({ workspaceId }) => freezable.includes(workspaceId))}
                workspaces={workspaces.filter(({ id }) => freezable.includes(id))}
              />
            )}
          </>
        }
      />
      <CalendarPager address={address} />
      <CalendarFilters address={address} workspaces={workspaces} projects={projects} />
      {address.unknown.length > 0 && (
        <Notice tone="warning">{t("unknownAddress", { names: address.unknown.join(", ") })}</Notice>
      )}
      <Planned calendar={calendar} address={address} zone={viewer.account.timeZone} />
      <Freezes freezes={calendar.freezes} liftable={freezable} />
      <LiveRefresh pace={10_000} />
    </ClientMessages>
  );
}

const mostProjects = 200;

function read(viewer: Viewer, { pages, filter }: CalendarAddress) {
  return look(viewer, async (tx) => {
    const [calendar, workspaces, projects] = await Promise.all([
      readCalendar(tx, spanOf(pages.days, viewer.account.timeZone), filter),
      listMyWorkspaces(tx),
      listReadableProjects(tx, mostProjects),
    ]);
    return { calendar, workspaces, projects };
  });
}

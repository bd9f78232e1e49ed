import { getTranslations } from "next-intl/server";
import { look } from "@/app/_doors/look";
import type { Viewer } from "@/app/_doors/session";
import { LinkButton } from "@/app/_ui/button";
import { Empty } from "@/app/_ui/empty";
import { LiveRefresh } from "@/app/_ui/live/live-refresh";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { workspacesWhere } from "@/lib/access/ability";
import { TicketFilter } from "@/lib/tickets/ticket-filter";
import { type ListedTicket, listTickets } from "@/lib/tickets/ticket-list-queries";
import { listCatalogue } from "@/lib/workspaces/request-form-queries";
import { CatalogueList } from "../catalogue/_ui/catalogue-list";
import { RequestList } from "../tickets/_ui/request-list";
import { plainPhaseOf } from "../tickets/_ui/ticket-words";
import { Opening } from "../tickets/new/_ui/opening";

/** More forms than these stand on a page of their own. */
const mostForms = 6;

/** A request in two fields or by a form, then one's requests: first those that wait for an answer of one's own. */
export async function PortalHome({ viewer }: { viewer: Viewer }) {
  const t = await getTranslations("portal");
  const { items, forms } = await look(viewer, async (tx) => ({
    ...(await listTickets(tx, TicketFilter.parse({}), { limit: 30 }, viewer.account.timeZone)),
    forms: await listCatalogue(tx),
  }));
  const mine = items.filter((ticket) => expectsReader(ticket, viewer.account.id));
  const rest = items.filter((ticket) => !mine.includes(ticket));
  const mayOpen = workspacesWhere(viewer.rights, "open").length > 0;
  return (
    <>
      <PageHeader title={t("hello", { name: viewer.account.name })} />
      {mine.length > 0 && (
        <Panel title={t("expected")} count={mine.length} flush>
          <RequestList tickets={mine} label={t("expected")} />
        </Panel>
      )}
      {mayOpen && (
        <Panel title={t("newRequest")}>
          <Opening viewer={viewer} simple />
        </Panel>
      )}
      {mayOpen && forms.length > 0 && (
        <Panel
          title={t("catalogue")}
          flush
          actions={
            forms.length > mostForms && (
              <LinkButton href="/catalogue" look="quiet" size="small">
                {t("wholeCatalogue")}
              </LinkButton>
            )
          }
        >
          <CatalogueList label={t("catalogue")} forms={forms.slice(0, mostForms)} />
        </Panel>
      )}
      <Panel
        title={t("requests")}
        flush
        actions={
          rest.length > 0 && (
            <LinkButton href="/tickets" look="quiet" size="small">
              {t("allRequests")}
            </LinkButton>
          )
        }
      >
        {rest.length > 0 ? (
          <RequestList tickets={rest.slice(0, 10)} label={t("requests")} />
        ) : (
          <Empty title={t("noRequest")} />
        )}
      </Panel>
      <LiveRefresh pace={2_000} />
    </>
  );
}

/** Whether the next word is the reader's: an answer that is waited for, or whether it is right. */
function expectsReader(ticket: ListedTicket, accountId: string): boolean {
  const phase = plainPhaseOf(ticket);
  return ticket.requesterId === accountId && (phase === "waiting" || phase === "resolved");
}

import { getTranslations } from "next-intl/server";
import { look } from "@/app/_doors/look";
import type { Viewer } from "@/app/_doors/session";
import { LinkButton } from "@/app/_ui/button";
import { Empty } from "@/app/_ui/empty";
import { LiveRefresh } from "@/app/_ui/live/live-refresh";
import { PageHeader } from "@/app/_ui/page-header";
import { Pagination } from "@/app/_ui/pagination";
import { Panel } from "@/app/_ui/panel";
import { Tabs } from "@/app/_ui/tabs";
import { listTickets } from "@/lib/tickets/ticket-list-queries";
import type { Address } from "./desk-list";
import { addressOf, listPath } from "./list-address";
import { RequestList } from "./request-list";

/** One's own requests, in plain words. */
export async function PortalList({ viewer, address }: { viewer: Viewer; address: Address }) {
  const t = await getTranslations();
  const { query, filter, after } = address;
  const found = await look(viewer, (tx) => listTickets(tx, filter, { limit: 30, after }, viewer.account.timeZone));
  return (
    <>
      <PageHeader title={t("tickets.myRequests")} />
      <Views query={query} />
      <Panel flush>
        {found.items.length > 0 ? (
          <>
            <RequestList tickets={found.items} label={t("tickets.myRequests")} />
            <Pagination
              nextHref={found.after && addressOf(query, { after: found.after })}
              previousHref={after && addressOf(query)}
              previousLabel={t("tickets.page.first")}
            />
          </>
        ) : (
          <Empty
            title={t(query.q ? "portal.nothingFound" : "portal.noRequest")}
            actions={
              query.q ? (
                <LinkButton href={listPath}>{t("tickets.empty.clear")}</LinkButton>
              ) : (
                <LinkButton href="/tickets/new" look="primary" icon="plus">
                  {t("portal.newRequest")}
                </LinkButton>
              )
            }
          />
        )}
      </Panel>
      <LiveRefresh pace={2_000} />
    </>
  );
}

async function Views({ query }: { query: Record<string, string> }) {
  const t = await getTranslations("tickets");
  const views = [
    ["all", {}],
    ["going", { phase: "new,open,waiting,resolved" }],
    ["ended", { phase: "closed" }],
  ] as const;
  return (
    <Tabs
      label={t("views.label")}
      tabs={views.map(([name, asked]) => {
        const href = addressOf(asked);
        return { href, label: t(`views.${name}`), current: href === addressOf(query) };
      })}
    />
  );
}

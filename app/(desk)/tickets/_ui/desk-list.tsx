import { getTranslations } from "next-intl/server";
import { look } from "@/app/_doors/look";
import type { Viewer } from "@/app/_doors/session";
import { LinkButton } from "@/app/_ui/button";
import { Empty } from "@/app/_ui/empty";
import { ExportLink } from "@/app/_ui/export-link";
import { LiveRefresh } from "@/app/_ui/live/live-refresh";
import { Notice } from "@/app/_ui/notice";
import { PageHeader } from "@/app/_ui/page-header";
import { Pagination } from "@/app/_ui/pagination";
import { Panel } from "@/app/_ui/panel";
import { Tabs } from "@/app/_ui/tabs";
import { mayExport, servesTickets } from "@/lib/access/ability";
import { listUndecidedEmergencies } from "@/lib/approvals/undecided-queries";
import { nameKeys } from "@/lib/figures/dimension-queries";
import {
  listCategoryCodes,
  listMyWorkspaces,
  listReadableProjects,
  listStatusCodes,
} from "@/lib/tickets/choice-queries";
import { listTickets } from "@/lib/tickets/ticket-list-queries";
import { listFilterFields } from "@/lib/workspaces/field-queries";
import { listFormCodes } from "@/lib/workspaces/request-form-queries";
import { addressOf, fieldNamesOf, filterNames, listPath, type readAddress, sortedBy } from "./list-address";
import { Selection } from "./selection";
import { TicketFilters, unended } from "./ticket-filters";
import { TicketTable } from "./ticket-table";

export type Address = ReturnType<typeof readAddress>;
type Props = { viewer: Viewer; address: Address };

const pageLength = 50;

/** A choice among more projects than this is a field to type in. */
const mostProjects = 200;

const rare = [
  "priority",
  "workspace",
  "status",
  "category",
  "channel",
  "initiator",
  "major",
  "form",
  "item",
  "site",
  "counted",
  "requester",
  "openedFrom",
  "openedTo",
  "updatedFrom",
  "updatedTo",
];

/** The list of the desk: views, filters, table. */
export async function DeskList({ viewer, address }: Props) {
  const t = await getTranslations("tickets");
  const more = address.more || rare.some((name) => address.query[name]) || fieldNamesOf(address.query).length > 0;
  const { found, undecided, choices } = await read(viewer, address, more);
  return (
    <>
      <PageHeader
        title={t("title")}
        actions={
          mayExport(viewer.rights) && (
            <ExportLink subject="tickets" query={new URLSearchParams(address.query).toString()} />
          )
        }
      />
      <Views query={address.query} />
      <TicketFilters query={address.query} choices={choices} more={more} />
      {address.unknown.length > 0 && (
        <Notice tone="warning">{t("filters.unknown", { names: address.unknown.join(", ") })}</Notice>
      )}
      <Panel flush>
        {found.items.length > 0 ? (
          <Found {...{ found, undecided, address }} selectable={servesTickets(viewer.rights)} />
        ) : (
          <Nothing address={address} />
        )}
      </Panel>
      <LiveRefresh pace={5_000} />
    </>
  );
}

function read(viewer: Viewer, { filter, after }: Address, more: boolean) {
  return look(viewer, async (tx) => {
    const [found, projects, workspaces, statuses, categories, forms, fields] = await Promise.all([
      listTickets(tx, filter, { limit: pageLength, after }, viewer.account.timeZone),
      listReadableProjects(tx, mostProjects),
      more ? listMyWorkspaces(tx) : [],
      more ? listStatusCodes(tx) : null,
      more ? listCategoryCodes(tx) : null,
      more ? listFormCodes(tx) : null,
      more ? listFilterFields(tx) : null,
    ]);
    const asked = [...(filter.item ?? []), ...(filter.site ?? [])].filter((id) => id !== "none");
    const items = asked.length > 0 ? await nameKeys(tx, "item", asked) : new Map();
    const undecided = await listUndecidedEmergencies(tx, found.items);
    return { found, undecided, choices: { projects, workspaces, statuses, categories, forms, fields, items } };
  });
}

type Found = Awaited<ReturnType<typeof listTickets>>;

async function Found({
  found,
  undecided,
  address,
  selectable,
}: {
  found: Found;
  undecided: string[];
  address: Address;
  selectable: boolean;
}) {
  const t = await getTranslations("tickets");
  const { query, filter, after } = address;
  const sorting = filter.q ? undefined : { ...filter, hrefOf: (sort: typeof filter.sort) => sortedBy(query, sort) };
  return (
    <>
      <TicketTable tickets={found.items} undecided={undecided} sorting={sorting} selectable={selectable} />
      {selectable && <Selection query={query} />}
      <Pagination
        summary={t("page.summary", { count: found.items.length })}
        nextHref={found.after && addressOf(query, { after: found.after })}
        previousHref={after && addressOf(query)}
        previousLabel={t("page.first")}
      />
    </>
  );
}

async function Nothing({ address }: { address: Address }) {
  const t = await getTranslations("tickets");
  const filtered = filterNames.some((name) => address.query[name]) || fieldNamesOf(address.query).length > 0;
  if (!filtered) return <Empty title={t("empty.none")}>{t("empty.noneWords")}</Empty>;
  return (
    <Empty
      icon="search"
      title={t("empty.filtered")}
      actions={<LinkButton href={listPath}>{t("empty.clear")}</LinkButton>}
    >
      {t("empty.filteredWords")}
    </Empty>
  );
}

async function Views({ query }: { query: Record<string, string> }) {
  const t = await getTranslations("tickets");
  const views = [
    ["current", { phase: "new,open" }],
    ["mine", { assignee: "me", phase: unended }],
    ["unassigned", { assignee: "nobody", phase: "new,open" }],
    ["waiting", { phase: "waiting" }],
    ["all", {}],
  ] as const;
  const here = addressOf({ ...query, sort: "", direction: "" });
  return (
    <Tabs
      label={t("views.label")}
      tabs={views.map(([name, asked]) => {
        const href = addressOf(asked);
        return { href, label: t(`views.${name}`), current: href === here };
      })}
    />
  );
}

import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireViewer } from "@/app/_doors/session";
import { ClientMessages } from "@/app/_ui/client-messages";
import { Columns } from "@/app/_ui/columns";
import { LiveRefresh } from "@/app/_ui/live/live-refresh";
import { Notice } from "@/app/_ui/notice";
import { Tabs } from "@/app/_ui/tabs";
import { ApprovalPanel } from "./_ui/approval/approval-panel";
import { History } from "./_ui/history";
import { OperationNotices } from "./_ui/operations/operation-notices";
import { Workarounds } from "./_ui/problem/workarounds";
import { readTicket, type TicketPage } from "./_ui/read-ticket";
import { TicketRelease } from "./_ui/release/ticket-release";
import { TicketAside } from "./_ui/ticket-aside";
import { TicketComposer } from "./_ui/ticket-composer";
import { TicketHead } from "./_ui/ticket-head";
import { TicketResolution } from "./_ui/ticket-resolution";
import { TicketThread } from "./_ui/ticket-thread";

type Props = PageProps<"/tickets/[reference]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).reference.toUpperCase().slice(0, 40) };
}

/** One ticket: what was said, what happened, what it is, and what this person may do. */
export default async function TicketPageOf({ params, searchParams }: Props) {
  const [viewer, { reference }, { view, opened, formatted, origin }] = await Promise.all([
    requireViewer(),
    params,
    searchParams,
  ]);
  const page = {
    ...(await readTicket(viewer, reference, origin === "1")),
    formatted: typeof formatted === "string" ? formatted : null,
  };
  const t = await getTranslations("tickets");
  // Words that only the forms of changes and releases say do not travel with a request.
  const planned = page.processes.plan ? (["planning"] as const) : [];
  return (
    <ClientMessages areas={["ui", "files", "ticketForms", "desk", "approvals", ...planned]}>
      <TicketHead page={page} />
      <Views page={page} view={view === "history" ? "history" : "thread"} />
      <Columns asideLabel={t("properties.title")} aside={<TicketAside page={page} />}>
        {view === "history" ? (
          <History page={page} />
        ) : (
          <>
            {opened !== undefined && <JustOpened reference={page.ticket.reference} />}
            <OperationNotices page={page} />
            <Workarounds page={page} />
            <ApprovalPanel page={page} />
            <TicketRelease page={page} />
            <TicketResolution page={page} />
            <TicketThread page={page} />
            <TicketComposer page={page} />
          </>
        )}
      </Columns>
      <LiveRefresh reference={page.ticket.reference} mark={page.messages.at(-1)?.id} news={await newsOf(page)} />
    </ClientMessages>
  );
}

async function Views({ page, view }: { page: TicketPage; view: "thread" | "history" }) {
  const t = await getTranslations("tickets");
  const here = `/tickets/${page.ticket.reference}`;
  return (
    <Tabs
      label={t("views.ofTicket")}
      tabs={[
        { href: here, label: t("thread.title"), count: page.messages.length, current: view === "thread" },
        { href: `${here}?view=history`, label: t("history.title"), current: view === "history" },
      ]}
    />
  );
}

async function JustOpened({ reference }: { reference: string }) {
  const t = await getTranslations("portal");
  return (
    <Notice tone="success" title={t("opened")}>
      <p>{t("openedWords", { reference })}</p>
    </Notice>
  );
}

async function newsOf({ messages }: TicketPage): Promise<string> {
  const t = await getTranslations("tickets");
  const last = messages.at(-1);
  return last ? t("thread.news", { name: last.authorName ?? t("team") }) : "";
}

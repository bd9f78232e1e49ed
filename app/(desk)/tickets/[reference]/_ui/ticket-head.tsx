import { getLocale, getTranslations } from "next-intl/server";
import { Badge, KindMark, PriorityMark, StatusBadge } from "@/app/_ui/badge";
import { PageHeader } from "@/app/_ui/page-header";
import { Timestamp } from "@/app/_ui/timestamp";
import { plainPhaseOf, statusIn, strengthOf } from "../../_ui/ticket-words";
import { leave, watch } from "../actions";
import { ActButton } from "./act-button";
import type { TicketPage } from "./read-ticket";
import { speaksPlainly } from "./speaks-plainly";

/** Number, title and where it is; in plain words for whoever asked. */
export async function TicketHead({ page }: { page: TicketPage }) {
  const t = await getTranslations("tickets");
  const { ticket } = page;
  const plain = speaksPlainly(page);
  return (
    <PageHeader
      title={ticket.title}
      reference={ticket.reference}
      trail={[{ href: "/tickets", label: t(plain ? "myRequests" : "title") }]}
      meta={
        <>
          <State page={page} />
          {ticket.majorSince && (
            <Badge tone="danger" icon="alert">
              {t("head.major")}
            </Badge>
          )}
          {!plain && <Kind page={page} />}
          <span>
            {t.rich("head.opened", {
              name: ticket.requesterName ?? t("formerMember"),
              at: () => <Timestamp at={ticket.openedAt} />,
            })}
          </span>
        </>
      }
      actions={<Watching page={page} />}
    />
  );
}

async function State({ page: { ticket }, page }: { page: TicketPage }) {
  const t = await getTranslations("portal");
  const locale = await getLocale();
  const phase = speaksPlainly(page) ? plainPhaseOf(ticket) : null;
  return (
    <StatusBadge
      phase={ticket.phase}
      colour={ticket.statusColour}
      label={phase ? t(`phases.${phase}`) : statusIn(locale, ticket)}
    />
  );
}

async function Kind({ page: { ticket } }: { page: TicketPage }) {
  const t = await getTranslations("tickets");
  return (
    <>
      <PriorityMark strength={strengthOf(ticket.priority)} label={t(`priorities.${ticket.priority as 1}`)} />
      <KindMark kind={ticket.kind} label={t(`kinds.${ticket.kind}`)} />
    </>
  );
}

/** To follow, or not to; whoever asked follows his own request. */
async function Watching({ page: { ticket, viewer, actions } }: { page: TicketPage }) {
  const t = await getTranslations("tickets");
  if (ticket.requesterId === viewer.account.id) return null;
  if (ticket.takesPart)
    return <ActButton icon="bell" label={t("watching.leave")} act={leave.bind(null, ticket.reference)} />;
  if (!actions.includes("watch")) return null;
  return <ActButton icon="bell" label={t("watching.watch")} act={watch.bind(null, ticket.reference)} />;
}

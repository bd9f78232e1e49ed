import { getLocale, getTranslations } from "next-intl/server";
import { Person } from "@/app/_ui/avatar";
import { Facts, Panel } from "@/app/_ui/panel";
import { Timestamp } from "@/app/_ui/timestamp";
import { kinds } from "@/lib/tickets/ticket";
import { categoryIn, labelIn } from "../../_ui/ticket-words";
import { cancel } from "../actions";
import { CancelTicket } from "./cancel-ticket";
import { ChangePanel } from "./change/change-panel";
import { FieldsPanel } from "./fields/fields-panel";
import { TicketItems } from "./items/ticket-items";
import { TicketLinks } from "./links/ticket-links";
import { MoveTicket } from "./move-ticket";
import { OperationActs } from "./operations/operation-acts";
import { TicketPackages } from "./packages/ticket-packages";
import { Participants } from "./participants";
import { TicketPlan } from "./plan/ticket-plan";
import { MajorPanel } from "./problem/major-panel";
import { ProblemPanel } from "./problem/problem-panel";
import { Properties } from "./properties";
import type { TicketPage } from "./read-ticket";
import { RetitleTicket } from "./retitle-ticket";
import { speaksPlainly } from "./speaks-plainly";
import { TicketTasks } from "./tasks/ticket-tasks";
import { TicketFiles } from "./ticket-files";
import { TimePanel } from "./time/time-panel";
import { Standing } from "./workflow/standing";
import { statusOptions } from "./workflow/status-options";

/** The facts about a ticket, and what can be done to them. */
export async function TicketAside({ page }: { page: TicketPage }) {
  const t = await getTranslations("tickets");
  const { actions } = page;
  return (
    <>
      <Panel title={t("properties.title")} foot={actions.some((action) => acts.has(action)) && <Acts page={page} />}>
        <Standing page={page} />
        {actions.includes("change") || actions.includes("assign") ? <Editable page={page} /> : null}
        <FactsOf page={page} />
      </Panel>
      <ChangePanel page={page} />
      <TicketPlan page={page} />
      <TicketTasks page={page} />
      <MajorPanel page={page} />
      <ProblemPanel page={page} />
      <FieldsPanel page={page} />
      <TimePanel page={page} />
      <TicketItems page={page} />
      <TicketPackages page={page} />
      <TicketLinks page={page} />
      <Participants page={page} />
      <TicketFiles page={page} />
    </>
  );
}

const acts = new Set(["change", "move", "cancel"]);

async function Editable({ page, page: { ticket, actions, choices, viewer } }: { page: TicketPage }) {
  const locale = await getLocale();
  const labelled = (list: { code: string; labelFr: string; labelEn: string }[]) =>
    list.map((one) => ({ value: one.code, label: labelIn(locale, one) }));
  return (
    <Properties
      ticket={{
        reference: ticket.reference,
        version: ticket.version,
        status: ticket.statusCode,
        category: ticket.categoryCode ?? "",
        impact: String(ticket.impact),
        urgency: String(ticket.urgency),
        priority: String(ticket.priority),
        priorityReason: ticket.priorityReason ?? "",
        assignee: ticket.assigneeMail ?? "",
        initiator: ticket.initiator,
      }}
      mayChange={actions.includes("change")}
      mayAssign={actions.includes("assign")}
      me={viewer.account.mail}
      statuses={await statusOptions(page)}
      categories={labelled(choices.categories)}
      assignable={choices.assignable.map(({ mail, name }) => ({ value: mail, label: name }))}
    />
  );
}

async function FactsOf({ page, page: { ticket, actions } }: { page: TicketPage }) {
  const t = await getTranslations("tickets");
  const locale = await getLocale();
  const person = (name: string | null) => <Person name={name ?? t("formerMember")} />;
  const plain = speaksPlainly(page);
  const editable = actions.includes("change");
  return (
    <Facts
      facts={[
        [t("columns.project"), ticket.projectName],
        [t("filters.workspace"), plain ? null : ticket.workspaceName],
        [t("columns.requester"), plain ? null : person(ticket.requesterName)],
        [
          t("columns.assignee"),
          plain || actions.includes("assign") ? null : ticket.assigneeId ? person(ticket.assigneeName) : t("nobody"),
        ],
        [t("filters.category"), plain || editable ? null : categoryIn(locale, ticket)],
        [t("properties.channel"), plain ? null : t(`channels.${ticket.channel}`)],
        [t("properties.initiator"), plain || editable ? null : t(`initiators.${ticket.initiator}`)],
        [t("columns.opened"), <Timestamp key="opened" at={ticket.openedAt} />],
        [t("properties.resolved"), ticket.resolvedAt && <Timestamp key="resolved" at={ticket.resolvedAt} />],
      ]}
    />
  );
}

async function Acts({ page }: { page: TicketPage }) {
  const { ticket, actions, choices } = page;
  const t = await getTranslations("tickets");
  return (
    <>
      {actions.includes("change") && (
        <RetitleTicket
          reference={ticket.reference}
          version={ticket.version}
          title={ticket.title}
          kind={ticket.kind}
          kinds={kinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
        />
      )}
      {actions.includes("move") && choices.projects.length > 1 && (
        <MoveTicket
          reference={ticket.reference}
          version={ticket.version}
          projects={choices.projects.filter((project) => project.key !== ticket.projectKey)}
        />
      )}
      <OperationActs page={page} />
      {actions.includes("cancel") && ticket.phase !== "resolved" && ticket.phase !== "closed" && (
        <CancelTicket act={cancel.bind(null, ticket.reference)} plain={speaksPlainly(page)} />
      )}
    </>
  );
}

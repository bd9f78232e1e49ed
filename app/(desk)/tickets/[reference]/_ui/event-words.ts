import { getFormatter, getLocale, getTranslations } from "next-intl/server";
import type { Translator } from "@/app/_ui/translator";
import type { ListedEvent } from "@/lib/tickets/thread-queries";
import { labelIn } from "../../_ui/ticket-words";
import { approvalWords } from "./approval/approval-words";
import { changesOf, type Labels, type Payload } from "./change-words";
import { processWords } from "./process-words";
import type { TicketPage } from "./read-ticket";

/** A function that tells what happened in one sentence. */
export async function eventWords(page: TicketPage): Promise<(event: ListedEvent) => string> {
  const [t, ofApprovals] = await Promise.all([getTranslations("tickets"), getTranslations("approvals")]);
  const [locale, format] = await Promise.all([getLocale(), getFormatter()]);
  const byCode = (list: { code: string; labelFr: string; labelEn: string }[]) =>
    new Map(list.map((one) => [one.code, labelIn(locale, one)]));
  const labels = {
    locale,
    fields: page.processes.fields,
    names: page.names,
    statuses: byCode(page.choices.statuses),
    categories: byCode(page.choices.categories),
  };
  return (event) => {
    const name = event.actorName ?? (event.actorId ? t("team") : "Guichet");
    const decided = approvalWords(ofApprovals, event, name, (id) => page.names.get(id) ?? t("formerMember"));
    return (
      decided ??
      processWords(t, event, name) ??
      sentence(t, event, name, labels, (list) => format.list(list, { type: "unit" }))
    );
  };
}

function sentence(
  t: Translator<"tickets">,
  event: ListedEvent,
  name: string,
  labels: Labels,
  join: (list: string[]) => string,
) {
  const payload = event.payload as Payload;
  const who = (id: unknown) => (id ? (labels.names.get(String(id)) ?? t("formerMember")) : t("nobody"));
  switch (event.type) {
    case "ticket.changed":
    case "ticket.resolved":
    case "ticket.reopened":
    case "ticket.confirmed":
    case "ticket.cancelled": {
      const changes = join(changesOf(t, payload, labels));
      return t(`events.${event.type.slice("ticket.".length) as "changed"}`, { name, changes });
    }
    case "ticket.opened":
      return t("events.opened", { name });
    case "ticket.linked":
      return t("events.linked", { name });
    case "ticket.unlinked":
      return t("events.unlinked", { name });
    case "ticket.merged":
      return t(payload.from === event.ticketId ? "events.merged" : "events.absorbed", { name });
    case "ticket.split":
      return t(payload.from === event.ticketId ? "events.split" : "events.splitFrom", { name });
    case "ticket.restored":
      return t("events.restored", { name });
    case "task.added":
    case "task.changed":
    case "task.completed":
    case "task.reopened":
    case "task.moved":
    case "task.removed":
      return t(`events.${taskWords[event.type]}`, { name, task: String(payload.task ?? payload.title) });
    case "window.planned":
    case "window.withdrawn":
      return t(`events.${event.type === "window.planned" ? "windowPlanned" : "windowWithdrawn"}`, { name });
    case "stage.approved":
    case "stage.refused":
    case "stage.installed":
    case "stage.rolledBack": {
      const environment = t(`environments.${payload.environment as "production"}`);
      return t(`events.${stageWords[event.type]}`, { name, environment });
    }
    case "verification.announced":
      return t("events.verificationAnnounced", { name, type: String(payload.type).toUpperCase() });
    case "verification.decided": {
      const outcome = t(`outcomes.${payload.outcome as "reception"}`);
      return t("events.verificationDecided", { name, type: String(payload.type).toUpperCase(), outcome });
    }
    case "ticket.assigned": {
      const [, to] = payload.assigneeId as [unknown, unknown];
      return to ? t("events.assigned", { name, to: who(to) }) : t("events.unassigned", { name });
    }
    case "ticket.moved": {
      const [from, to] = payload.reference as [string, string];
      return t("events.moved", { name, from, to });
    }
    case "participant.added":
    case "participant.left": {
      const self = payload.accountId === event.actorId;
      const to = who(payload.accountId);
      if (event.type === "participant.added") return t(self ? "events.joined" : "events.added", { name, to });
      return t(self ? "events.left" : "events.removed", { name, to });
    }
    case "attachment.added":
      return t("events.attached", { name, file: String(payload.name) });
    case "attachment.scanned":
      return t(payload.verdict === "clean" ? "events.scanned" : "events.notScannable", { file: String(payload.name) });
    case "attachment.quarantined":
      return t("events.quarantined", { file: String(payload.name), threat: String(payload.threat) });
    case "message.added":
      return t("events.wrote", { name });
    case "message.takenBack":
      return t("events.tookBack", { name });
    case "note.added":
      return t("events.noted", { name });
    default:
      return t("events.other", { name, type: event.type });
  }
}

const stageWords = {
  "stage.approved": "stageApproved",
  "stage.refused": "stageRefused",
  "stage.installed": "stageInstalled",
  "stage.rolledBack": "stageRolledBack",
} as const;

const taskWords = {
  "task.added": "taskAdded",
  "task.changed": "taskChanged",
  "task.completed": "taskCompleted",
  "task.reopened": "taskReopened",
  "task.moved": "taskMoved",
  "task.removed": "taskRemoved",
} as const;

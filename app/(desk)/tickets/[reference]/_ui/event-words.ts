import { getFormatter, getLocale, getTranslations } from "next-intl/server";
import type { Translator } from "@/app/_ui/translator";
import type { ListedEvent } from "@/lib/tickets/thread-queries";
import { labelIn } from "../../_ui/ticket-words";
import type { TicketPage } from "./read-ticket";

type Labels = { names: Map<string, string>; statuses: Map<string, string>; categories: Map<string, string> };
type Payload = Record<string, unknown>;

/** A function that tells what happened in one sentence. */
export async function eventWords(page: TicketPage): Promise<(event: ListedEvent) => string> {
  const t = await getTranslations("tickets");
  const [locale, format] = await Promise.all([getLocale(), getFormatter()]);
  const byCode = (list: { code: string; labelFr: string; labelEn: string }[]) =>
    new Map(list.map((one) => [one.code, labelIn(locale, one)]));
  const labels = {
    names: page.names,
    statuses: byCode(page.choices.statuses),
    categories: byCode(page.choices.categories),
  };
  return (event) => {
    const name = event.actorName ?? (event.actorId ? t("team") : "Guichet");
    return sentence(t, event, name, labels, (list) => format.list(list, { type: "unit" }));
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

/** "statut : En cours → Résolue" for each field that changed. */
function changesOf(t: Translator<"tickets">, payload: Payload, labels: Labels): string[] {
  return Object.entries(payload)
    .filter((entry): entry is [string, [unknown, unknown]] => Array.isArray(entry[1]) && isField(entry[0]))
    .map(([field, [before, after]]) =>
      t("events.change", {
        field: t(`fields.${field as Field}`),
        before: sayValue(t, field as Field, before, labels),
        after: sayValue(t, field as Field, after, labels),
      }),
    );
}

const fields = ["title", "kind", "status", "category", "impact", "urgency", "priority", "priorityReason"] as const;
type Field = (typeof fields)[number];

function isField(name: string): name is Field {
  return (fields as readonly string[]).includes(name);
}

function sayValue(t: Translator<"tickets">, field: Field, value: unknown, { statuses, categories }: Labels): string {
  if (value === null || value === undefined || value === "") return t("none");
  const text = String(value);
  if (field === "status") return statuses.get(text) ?? text;
  if (field === "category") return categories.get(text) ?? text;
  if (field === "kind") return t(`kinds.${text as "incident"}`);
  if (field === "title" || field === "priorityReason") return text;
  return field === "priority" ? t(`priorities.${text as "1"}`) : t(`levels.${text as "1"}`);
}

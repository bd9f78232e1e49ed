import { getFormatter, getLocale, getTranslations } from "next-intl/server";
import type { Locale } from "@/app/_ui/locale";
import type { Translator } from "@/app/_ui/translator";
import type { ListedEvent } from "@/lib/tickets/thread-queries";
import { durationOf } from "@/lib/timesheets/time";
import type { Field } from "@/lib/workspaces/field-queries";
import { labelIn } from "../../_ui/ticket-words";
import { approvalWords } from "./approval/approval-words";
import type { TicketPage } from "./read-ticket";

type Labels = {
  fields: Field[];
  locale: Locale;
  names: Map<string, string>;
  statuses: Map<string, string>;
  categories: Map<string, string>;
};
type Payload = Record<string, unknown>;

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
    return decided ?? sentence(t, event, name, labels, (list) => format.list(list, { type: "unit" }));
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
    case "ticket.declaredMajor":
    case "ticket.noLongerMajor":
      return t(`events.${event.type.slice("ticket.".length) as "declaredMajor"}`, {
        name,
        reason: String(payload.reason),
      });
    case "knownError.recorded":
    case "knownError.published":
    case "knownError.withdrawn":
      return t(`events.${event.type.replace(".", "-") as "knownError-recorded"}`, { name });
    case "time.added":
    case "time.corrected":
    case "time.removed":
    case "realTime.added": {
      const time = durationOf(Number(payload.realMinutes ?? payload.accountedMinutes));
      return t(`events.${event.type.replace(".", "-") as "time-added"}`, { name, time });
    }
    case "message.added":
      if (payload.nature === "communication") return t("events.communicated", { name });
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

/** "statut : En cours → Résolue" for each field that changed, those of the workspace last. */
function changesOf(t: Translator<"tickets">, payload: Payload, labels: Labels): string[] {
  return [...ownChangesOf(t, payload, labels), ...fieldChangesOf(t, payload, labels)];
}

function fieldChangesOf(t: Translator<"tickets">, payload: Payload, { fields, locale }: Labels): string[] {
  const changed = Object.entries((payload.fields ?? {}) as Record<string, [unknown, unknown]>);
  return changed.map(([code, values]) => {
    const field = fields.find((one) => one.code === code);
    const [before, after] = values.map((value) => sayFieldValue(t, value, field, locale));
    return t("events.change", { field: field ? labelIn(locale, field) : code, before: before!, after: after! });
  });
}

/** A long text is told by its hash alone. */
function sayFieldValue(t: Translator<"tickets">, value: unknown, field: Field | undefined, locale: Locale): string {
  if (value === null || value === undefined) return t("none");
  if (typeof value === "object") return t("events.text");
  const choice = field?.choices.find(({ code }) => code === value);
  return choice ? labelIn(locale, choice) : String(value);
}

function ownChangesOf(t: Translator<"tickets">, payload: Payload, labels: Labels): string[] {
  return Object.entries(payload)
    .filter((entry): entry is [string, [unknown, unknown]] => Array.isArray(entry[1]) && isField(entry[0]))
    .map(([field, [before, after]]) =>
      t("events.change", {
        field: t(`fields.${field as OwnField}`),
        before: sayValue(t, field as OwnField, before, labels),
        after: sayValue(t, field as OwnField, after, labels),
      }),
    );
}

const ownFields = [
  ...(["title", "kind", "status", "category", "impact", "urgency", "priority", "priorityReason"] as const),
  "initiator",
] as const;
type OwnField = (typeof ownFields)[number];

function isField(name: string): name is OwnField {
  return (ownFields as readonly string[]).includes(name);
}

function sayValue(t: Translator<"tickets">, field: OwnField, value: unknown, { statuses, categories }: Labels): string {
  if (value === null || value === undefined || value === "") return t("none");
  const text = String(value);
  if (field === "status") return statuses.get(text) ?? text;
  if (field === "category") return categories.get(text) ?? text;
  if (field === "initiator") return t(`initiators.${text as "titulaire"}`);
  if (field === "kind") return t(`kinds.${text as "incident"}`);
  if (field === "title" || field === "priorityReason") return text;
  return field === "priority" ? t(`priorities.${text as "1"}`) : t(`levels.${text as "1"}`);
}

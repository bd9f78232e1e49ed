import type { Locale } from "@/app/_ui/locale";
import type { Translator } from "@/app/_ui/translator";
import type { Field } from "@/lib/workspaces/field-queries";
import { labelIn } from "../../_ui/ticket-words";

/** What the codes of a ticket's lines stand for. */
export type Labels = {
  fields: Field[];
  locale: Locale;
  names: Map<string, string>;
  statuses: Map<string, string>;
  categories: Map<string, string>;
};
export type Payload = Record<string, unknown>;

/** "statut : En cours → Résolue" for each field that changed, those of the workspace last. */
export function changesOf(t: Translator<"tickets">, payload: Payload, labels: Labels): string[] {
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

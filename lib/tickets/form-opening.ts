import { Invalid, NotFound } from "@/lib/access/refusals";
import { findTimeZone } from "@/lib/accounts/preference-queries";
import type { Transaction } from "@/lib/tenancy/actor";
import type { FieldChoice, FieldValue } from "@/lib/workspaces/field";
import { type Field, listFields } from "@/lib/workspaces/field-queries";
import { fillBlanks } from "@/lib/workspaces/request-form";
import { getRequestForm, type RequestForm } from "@/lib/workspaces/request-form-queries";
import { type FieldsAsked, judgeFieldValues, refuseFields } from "./field-values";
import { titleFromText } from "./ticket-title";

type Place = { workspaceId: string; key: string };
type Answers = { title?: string; message?: string; fields: FieldsAsked };

/**
 * What a filled form opens: its kind, category and weight, a title and a first message that holds the answers, so that whoever reads it
 * by mail has them. Throws NotFound (no such form), Invalid, or a ZodError that names what is missing.
 */
export async function readFormOpening(tx: Transaction, place: Place, code: string, answers: Answers) {
  const [form, fields, zone = "Europe/Paris"] = await Promise.all([
    getRequestForm(tx, place.workspaceId, code),
    listFields(tx, place.workspaceId),
    findTimeZone(tx),
  ]);
  if (form.archivedAt) throw new NotFound("unknown-form");
  if (form.projectKey !== null && form.projectKey !== place.key)
    throw new Invalid("form-opens-elsewhere", "project", { project: form.projectKey });
  return composeOpening(form, fields, answers, zone);
}

/** Pure: nothing of it asks the database. */
export function composeOpening(form: RequestForm, fields: Field[], answers: Answers, zone: string) {
  const asked = form.questions.flatMap(({ field: code, required }) => {
    const field = fields.find((one) => one.code === code && !one.archivedAt);
    return field ? [{ ...field, required }] : [];
  });
  const values = judgeFieldValues(asked, {}, answers.fields);
  const missing = asked.filter(({ code, required }) => required && values[code] === undefined);
  refuseFields(missing.map(({ code }) => ({ code, refusal: "required" })));
  const said = new Map(asked.flatMap((field) => sayAnswer(field, values[field.code], zone)));
  const words = answers.message ?? fillBlanks(form.message, said);
  const lines = asked.flatMap(({ code, labelFr }) => (said.has(code) ? [`${labelFr} : ${said.get(code)}`] : []));
  const message = [words, lines.join("\n")].filter(Boolean).join("\n\n");
  if (message === "") throw new Invalid("required", "message");
  const title = answers.title ?? (fillBlanks(form.title, said) || (words ? titleFromText(words) : form.labelFr));
  const { kind, impact, urgency, categoryCode } = form;
  const category = categoryCode ?? undefined;
  return { formId: form.id, kind, impact, urgency, category, fields: values, message, title: shorten(title) };
}

/** Titles hold one line of 200 characters. */
function shorten(title: string): string {
  const line = title.replace(/\s+/gu, " ");
  return line.length <= 200 ? line : `${line.slice(0, 199)}…`;
}

/** In French, as the whole message will be read by those who answer. */
function sayAnswer(field: Field, value: FieldValue | undefined, zone: string): [string, string][] {
  if (value === undefined) return [];
  return [[field.code, sayValue(field, value, zone)]];
}

function sayValue({ type, choices }: { type: Field["type"]; choices: FieldChoice[] }, value: FieldValue, zone: string) {
  if (type === "boolean") return value ? "oui" : "non";
  if (type === "choice") return choices.find(({ code }) => code === value)?.labelFr ?? String(value);
  if (type === "date") return new Date(`${value}T12:00:00Z`).toLocaleDateString("fr-FR", { dateStyle: "long" });
  if (type === "moment")
    return new Date(String(value)).toLocaleString("fr-FR", { dateStyle: "long", timeStyle: "short", timeZone: zone });
  return typeof value === "number" ? value.toLocaleString("fr-FR") : String(value);
}

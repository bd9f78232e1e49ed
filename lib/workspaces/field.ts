import { z } from "zod";
import { Name } from "./workspace";

export const fieldTypes = ["text", "longText", "number", "date", "moment", "choice", "boolean"] as const;
export type FieldType = (typeof fieldTypes)[number];

const kinds = ["incident", "request", "problem", "change", "release"] as const;

/** A field's code stays when its labels change: values, filters and forms refer to it. */
export const FieldCode = z
  .string()
  .max(60)
  .regex(/^[a-z][a-z0-9-]*$/);

const Choice = z.strictObject({ code: FieldCode, labelFr: Name, labelEn: Name });
export type FieldChoice = z.output<typeof Choice>;

export const mostChoices = 100;

/** More than anybody fills in. */
export const mostFields = 200;

export const FieldFacts = z.strictObject({
  labelFr: Name,
  labelEn: Name,
  /** The kinds of tickets that have it. */
  kinds: z.array(z.enum(kinds)).min(1),
  /** For a choice: what can be chosen. */
  choices: z.array(Choice).max(mostChoices).default([]),
});

export const FieldTypeName = z.enum(fieldTypes);

/** What stands in a field: the type's own, as JSON can hold it; a date is `2026-11-03`, a moment is ISO 8601 in UTC. */
export type FieldValue = string | number | boolean;

/** As it is asked: null takes the value away. */
export const FieldValues = z.record(FieldCode, z.union([z.string().max(20_000), z.number(), z.boolean()]).nullable());

/** A field as the rules of its values need it. */
export interface FieldRule {
  code: string;
  type: FieldType;
  choices: FieldChoice[];
}

type Judged = { value: FieldValue | null } | { refusal: string; details?: Record<string, string | number> };

export const longestText = 500;
export const longestLongText = 20_000;

/** The value as it will stand, null for none, or the code of the refusal. A number or a yes may come as text, as forms send them. */
export function judgeFieldValue({ type, choices }: FieldRule, asked: FieldValue | null): Judged {
  if (asked === null || (typeof asked === "string" && asked.trim() === "")) return { value: null };
  switch (type) {
    case "text":
      return judgeText(asked, longestText, true);
    case "longText":
      return judgeText(asked, longestLongText, false);
    case "number":
      return judgeNumber(asked);
    case "boolean":
      if (typeof asked === "boolean") return { value: asked };
      return asked === "true" || asked === "false" ? { value: asked === "true" } : { refusal: "field-yes-or-no" };
    case "choice":
      return choices.some(({ code }) => code === asked) ? { value: asked } : { refusal: "unknown-value" };
    case "date":
      return z.iso.date().safeParse(asked).success ? { value: asked } : { refusal: "field-date" };
    case "moment":
      return judgeMoment(asked);
  }
}

function judgeText(asked: FieldValue, most: number, oneLine: boolean): Judged {
  if (typeof asked !== "string") return { refusal: "wrong-type" };
  const text = asked.replace(/\r\n?/g, "\n").trim();
  if (text.length > most) return { refusal: "too-long", details: { most } };
  if (!text.isWellFormed() || /[^\P{Cc}\t\n]/u.test(text)) return { refusal: "control-characters" };
  if (oneLine && text.includes("\n")) return { refusal: "one-line" };
  return { value: text };
}

/** `1 234,5` as it is written in French, too. */
function judgeNumber(asked: FieldValue): Judged {
  const text = typeof asked === "string" ? asked.replace(/\s/gu, "").replace(",", ".") : asked;
  const sound = typeof text === "number" || (typeof text === "string" && /^-?\d+(\.\d+)?$/.test(text));
  const number = Number(text);
  return sound && Number.isFinite(number) && Math.abs(number) <= 1e12 ? { value: number } : { refusal: "field-number" };
}

function judgeMoment(asked: FieldValue): Judged {
  if (typeof asked !== "string" || !z.iso.datetime({ offset: true }).safeParse(asked).success)
    return { refusal: "field-moment" };
  return { value: new Date(asked).toISOString() };
}

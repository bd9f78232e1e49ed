import { Invalid } from "@/lib/access/refusals";
import type { Transaction } from "@/lib/tenancy/actor";
import { type FieldsAsked, mergeFieldValues } from "./field-values";
import { readFormOpening } from "./form-opening";
import type { Kind } from "./ticket";

interface Asked {
  kind: Kind;
  title?: string;
  message?: string;
  category?: string;
  impact: number;
  urgency: number;
  form?: string;
  fields: FieldsAsked;
}

/** What a ticket is to be: as a form of the catalogue makes it, or as it was asked in plain words. Throws NotFound, Invalid or a ZodError. */
export async function readOpening(tx: Transaction, place: { workspaceId: string; key: string }, asked: Asked) {
  if (asked.form !== undefined) return readFormOpening(tx, place, asked.form, asked);
  const { title, message, kind, impact, urgency, category } = asked;
  if (title === undefined) throw new Invalid("required", "title");
  if (message === undefined) throw new Invalid("required", "message");
  const fields = await mergeFieldValues(tx, { workspaceId: place.workspaceId, kind }, {}, asked.fields);
  return { title, message, kind, impact, urgency, category, fields, formId: null };
}

import { fieldDifferences } from "./field-values";
import type { Ticket } from "./ticket-queries";

const watched = [
  "title",
  "kind",
  "statusCode",
  "categoryCode",
  "impact",
  "urgency",
  "priority",
  "priorityReason",
  "initiator",
] as const;

/** `{field: [before, after]}` for each field that differs, those of the workspace under `fields`. */
export function differences(before: Ticket, after: Ticket): Record<string, unknown> {
  const fields = fieldDifferences(before.fields, after.fields);
  return {
    ...Object.fromEntries(
      watched
        .filter((field) => before[field] !== after[field])
        .map((field) => [field.replace("Code", ""), [before[field], after[field]]]),
    ),
    ...(fields ? { fields } : {}),
  };
}

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
] as const;

/** `{field: [before, after]}` for each field of a ticket that differs, as its journal tells it. */
export function differences(before: Ticket, after: Ticket): Record<string, [unknown, unknown]> {
  return Object.fromEntries(
    watched
      .filter((field) => before[field] !== after[field])
      .map((field) => [field.replace("Code", ""), [before[field], after[field]]]),
  );
}

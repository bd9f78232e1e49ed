import { z } from "zod";
import { Level, MessageText, TicketReference } from "@/lib/tickets/ticket";
import { TicketFilter } from "@/lib/tickets/ticket-filter";

/** As many as one bulk edit takes. */
export const mostEdited = 10_000;

/** What a bulk edit changes on each of its tickets; what is absent stays as it is. */
export const BulkChanges = z
  .strictObject({
    status: z.string().min(1).max(60).optional(),
    /** A mail address; null for nobody. */
    assignee: z.string().max(254).nullable().optional(),
    category: z.string().max(60).nullable().optional(),
    /** Overrides the matrix, and then needs a reason; null goes back to the matrix. */
    priority: Level.nullable().optional(),
    priorityReason: z.string().trim().min(1).max(500).optional(),
    project: z.string().min(1).max(20).optional(),
    /** Mail addresses of people who then take part. */
    participants: z.array(z.string().max(254)).max(20).optional(),
    message: MessageText.optional(),
  })
  .refine((asked) => Object.keys(asked).some((name) => name !== "priorityReason"), {
    params: { code: "nothing-to-change" },
  })
  .refine((asked) => asked.priority == null || asked.priorityReason !== undefined, {
    path: ["priorityReason"],
    params: { code: "reason-needed" },
  });
export type BulkChanges = z.output<typeof BulkChanges>;

/** Tickets by their references, or all that a filter shows. */
export const BulkSelection = z.union([
  z.strictObject({ tickets: z.array(TicketReference).min(1).max(mostEdited) }),
  z.strictObject({ filter: TicketFilter }),
]);
export type BulkSelection = z.output<typeof BulkSelection>;

export const BulkEditInput = z.strictObject({ selection: BulkSelection, changes: BulkChanges });

/** Why a ticket is left alone: a key of the catalogue area `refusals`, and what fills its blanks. */
export interface Refused {
  code: string;
  details: Record<string, string | number>;
}

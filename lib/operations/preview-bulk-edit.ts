import type { z } from "zod";
import type { Actor } from "@/lib/tenancy/actor";
import { listTicketsByIds } from "@/lib/tickets/ticket-queries";
import { BulkEditInput, type Refused } from "./bulk";
import { readSelection } from "./bulk-selection-queries";
import { readEditFacts } from "./edit-facts";
import { changesNothing, judgeEdit } from "./judge-edit";

/** Tickets that are refused for one reason. */
export interface RefusedTickets extends Refused {
  count: number;
  /** Some of them. */
  references: string[];
}

const mostNamed = 20;
const atOnce = 1_000;

/** What a bulk edit would do, each ticket judged as it will be; nothing is written. Throws Invalid. */
export async function previewBulkEdit(actor: Actor, input: z.input<typeof BulkEditInput>, timeZone?: string) {
  const { selection, changes } = BulkEditInput.parse(input);
  return actor.transaction(async (tx) => {
    const { tickets, missing } = await readSelection(tx, selection, timeZone);
    const refused = new Map<string, RefusedTickets>();
    const counted = { changed: 0, unchanged: 0 };
    const refuse = (reference: string, why: Refused) => {
      const key = JSON.stringify(why);
      const alike = refused.get(key) ?? { ...why, count: 0, references: [] };
      refused.set(key, alike);
      alike.count += 1;
      if (alike.references.length < mostNamed) alike.references.push(reference);
    };
    for (const reference of missing) refuse(reference, { code: "not-found", details: {} });
    for (let from = 0; from < tickets.length; from += atOnce) {
      const ids = tickets.slice(from, from + atOnce).map(({ id }) => id);
      const read = await listTicketsByIds(tx, ids);
      const facts = await readEditFacts(tx, read);
      for (const ticket of read) {
        const edit = await judgeEdit(tx, facts, ticket, changes);
        if ("code" in edit) refuse(ticket.reference, edit);
        else if (changesNothing(edit)) counted.unchanged += 1;
        else counted.changed += 1;
      }
    }
    return { total: tickets.length + missing.length, ...counted, refused: [...refused.values()] };
  });
}

export type BulkPreview = Awaited<ReturnType<typeof previewBulkEdit>>;

import { inArray, sql } from "drizzle-orm";
import { ticket, ticketAlias } from "@/db/schema";
import { Invalid } from "@/lib/access/refusals";
import type { Transaction } from "@/lib/tenancy/actor";
import { listTickets } from "@/lib/tickets/ticket-list-queries";
import { type BulkSelection, mostEdited } from "./bulk";

export interface Selected {
  tickets: { id: string; workspaceId: string }[];
  /** References that exist nowhere for the asking person. */
  missing: string[];
}

/** The tickets that a selection means, as far as they exist for the asking person. Throws Invalid when they are too many. */
export async function readSelection(tx: Transaction, selection: BulkSelection, timeZone?: string): Promise<Selected> {
  if ("tickets" in selection) return readNamed(tx, [...new Set(selection.tickets)]);
  const found = await listTickets(tx, selection.filter, { limit: mostEdited }, timeZone);
  if (found.after !== null) throw new Invalid("too-many-tickets", "selection", { most: mostEdited });
  return { tickets: found.items.map(({ id, workspaceId }) => ({ id, workspaceId })), missing: [] };
}

async function readNamed(tx: Transaction, references: string[]): Promise<Selected> {
  const named = await tx
    .select({ id: ticket.id, workspaceId: ticket.workspaceId, reference: ticket.reference })
    .from(ticket)
    .where(sql`${ticket.reference} = any(${sql.param(references)}::text[])`);
  const known = new Set(named.map(({ reference }) => reference));
  const others = references.filter((reference) => !known.has(reference));
  const former = others.length === 0 ? [] : await readFormer(tx, others);
  for (const { reference } of former) known.add(reference);
  const all = new Map([...named, ...former].map(({ id, workspaceId }) => [id, { id, workspaceId }]));
  return { tickets: [...all.values()], missing: references.filter((reference) => !known.has(reference)) };
}

function readFormer(tx: Transaction, references: string[]) {
  return tx
    .select({ id: ticketAlias.ticketId, workspaceId: ticketAlias.workspaceId, reference: ticketAlias.reference })
    .from(ticketAlias)
    .where(inArray(ticketAlias.reference, references));
}

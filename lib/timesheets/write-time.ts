import type { z } from "zod";
import { timeEntry, timeReal } from "@/db/schema";
import { authorizeTicket } from "@/lib/access/ability";
import { getRights } from "@/lib/access/rights";
import { type Happened, recordEvents } from "@/lib/journal/record-event";
import type { Transaction } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";
import type { Ticket } from "@/lib/tickets/ticket-queries";
import type { TimeFacts } from "./time";

type Facts = z.output<typeof TimeFacts>;

/**
 * Writes an entry and its journal lines, one for each level: real minutes never stand in a line that readers of accounted time see.
 * The verb that calls it has authorized the entry, not yet its real time. Throws Forbidden.
 */
export async function writeTime(
  tx: Transaction,
  ticket: Ticket,
  { accountId, corrects, ...facts }: Facts & { accountId: string; corrects?: string },
) {
  const { workspaceId } = ticket;
  const { realMinutes, ...accounted } = facts;
  const id = newIdentifier();
  // Nobody writes what he could not read again.
  if (realMinutes !== undefined) authorizeTicket(await getRights(tx), "readRealTime", ticket);
  await tx
    .insert(timeEntry)
    .values({ workspaceId, id, ticketId: ticket.id, accountId, createdBy: tx.asking.accountId, ...accounted });
  if (realMinutes !== undefined) await tx.insert(timeReal).values({ workspaceId, entryId: id, realMinutes });
  const lines: Happened[] = [
    {
      type: corrects ? "time.corrected" : "time.added",
      workspaceId,
      ticketId: ticket.id,
      requires: "time.readAccounted",
      payload: { entryId: id, ...(corrects ? { corrects } : {}), accountId, ...accounted },
    },
  ];
  if (realMinutes !== undefined)
    lines.push({
      type: "realTime.added",
      workspaceId,
      ticketId: ticket.id,
      requires: "time.readReal",
      payload: { entryId: id, realMinutes },
    });
  await recordEvents(tx, lines);
  return id;
}

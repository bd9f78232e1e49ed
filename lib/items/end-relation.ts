import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { itemRelation } from "@/db/schema";
import { Conflict } from "@/lib/access/refusals";
import type { Actor } from "@/lib/tenancy/actor";
import { TicketReference } from "@/lib/tickets/ticket";
import { findCauseId } from "./find-cause";
import { ItemId } from "./item";
import { getItem } from "./item-queries";
import { recordRelation } from "./record-relation";
import { ensureMayRelate } from "./relate-items";
import { getRelation } from "./relation-queries";

export const EndRelationInput = z.strictObject({ relation: ItemId, ticket: TicketReference.optional() });

/** Ends a relation now; that it stood until then stays known. Throws NotFound, Forbidden, Invalid or Conflict (ended already). */
export async function endRelation(actor: Actor, input: z.input<typeof EndRelationInput>) {
  const asked = EndRelationInput.parse(input);
  return actor.transaction(async (tx) => {
    const read = await getRelation(tx, asked.relation);
    const [from, to] = [await getItem(tx, read.fromId), await getItem(tx, read.toId)];
    await ensureMayRelate(tx, from, to);
    const endTicketId = await findCauseId(tx, read.workspaceId, asked.ticket);
    const ended = await tx
      .update(itemRelation)
      .set({
        until: sql`greatest(now(), since + interval '1 millisecond')` as never,
        endedBy: actor.accountId,
        endTicketId,
      })
      .where(
        and(eq(itemRelation.workspaceId, read.workspaceId), eq(itemRelation.id, read.id), isNull(itemRelation.until)),
      )
      .returning({ id: itemRelation.id });
    if (ended.length === 0) throw new Conflict("relation-ended", read);
    await recordRelation(tx, "item.parted", { id: read.id, type: read.typeCode, from, to });
    return getRelation(tx, read.id);
  });
}

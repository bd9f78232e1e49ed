import { and, eq, gte, isNull, lte, sql } from "drizzle-orm";
import { z } from "zod";
import { delegation } from "@/db/schema";
import { authorizeWorkspace } from "@/lib/access/ability";
import { Conflict, Invalid } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor, Transaction } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";
import { getMember } from "@/lib/tickets/participant-queries";
import { WorkspaceKey } from "@/lib/workspaces/workspace";
import { getWorkspace } from "@/lib/workspaces/workspace-queries";
import { getDelegation, readServiceDay } from "./delegation-queries";

export const DelegateApprovalsInput = z.strictObject({
  workspace: WorkspaceKey,
  /** The mail address of who decides meanwhile. */
  to: z.string().max(254),
  /** First and last day, where the service is. */
  startsOn: z.iso.date(),
  endsOn: z.iso.date(),
});

/**
 * Hands one's own approvals of a workspace to another holder of the right, between two days included: a permission is lent to nobody.
 * Throws NotFound, Forbidden, Invalid or Conflict (other days of one's own overlap).
 */
export async function delegateApprovals(actor: Actor, input: z.input<typeof DelegateApprovalsInput>) {
  const asked = DelegateApprovalsInput.parse(input);
  return actor.transaction(async (tx) => {
    const place = await getWorkspace(tx, asked.workspace);
    authorizeWorkspace(await getRights(tx), "decideApprovals", place.id);
    await ensureDays(tx, asked);
    const fromId = tx.asking.accountId!;
    const deputy = await getMember(tx, place.id, asked.to, "to");
    if (deputy.id === fromId) throw new Invalid("not-oneself", "to");
    await ensureDecider(tx, place.id, deputy);
    await ensureFree(tx, place.id, asked);
    const id = newIdentifier();
    const { startsOn, endsOn } = asked;
    await tx.insert(delegation).values({ workspaceId: place.id, id, fromId, toId: deputy.id, startsOn, endsOn });
    await recordEvent(tx, {
      type: "delegation.given",
      workspaceId: place.id,
      payload: { delegationId: id, fromId, toId: deputy.id, startsOn, endsOn },
    });
    return getDelegation(tx, id);
  });
}

type Days = { startsOn: string; endsOn: string };

async function ensureDays(tx: Transaction, { startsOn, endsOn }: Days) {
  if (endsOn < startsOn) throw new Invalid("dates-reversed", "endsOn");
  if (endsOn < (await readServiceDay(tx))) throw new Invalid("date-past", "endsOn");
}

async function ensureDecider(tx: Transaction, workspaceId: string, deputy: { id: string; name: string }) {
  const found = await tx.execute(
    sql`select 1 from deciders_of(${workspaceId}, null) d where d.account_id = ${deputy.id}`,
  );
  if (found.length === 0) throw new Invalid("may-not-decide", "to", { name: deputy.name });
}

/** Two calls at once would both find the days free: the giver's own lines are written one after the other. */
async function ensureFree(tx: Transaction, workspaceId: string, { startsOn, endsOn }: Days) {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('delegation ' || app_account_id(), 0))`);
  const overlapping = await tx
    .select({ id: delegation.id })
    .from(delegation)
    .where(
      and(
        eq(delegation.workspaceId, workspaceId),
        eq(delegation.fromId, tx.asking.accountId!),
        isNull(delegation.endedAt),
        lte(delegation.startsOn, endsOn),
        gte(delegation.endsOn, startsOn),
      ),
    );
  if (overlapping.length > 0) throw new Conflict("delegation-overlaps");
}

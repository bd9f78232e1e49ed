import { and, eq, sql } from "drizzle-orm";
import { approval } from "@/db/schema";
import { recordEvent } from "@/lib/journal/record-event";
import type { Transaction } from "@/lib/tenancy/actor";
import type { LinkKind } from "./ticket-link";

/** Tells a release of its approvals that this transaction made lapse: PostgreSQL does so when a change joins it or leaves it. */
export async function recordLapse(tx: Transaction, link: { workspaceId: string; fromId: string; kind: LinkKind }) {
  if (link.kind !== "releases") return;
  const lapsed = await tx
    .select({ id: approval.id, subject: approval.subject })
    .from(approval)
    .where(
      and(
        eq(approval.workspaceId, link.workspaceId),
        eq(approval.ticketId, link.fromId),
        eq(approval.state, "lapsed"),
        // The moment of this transaction, as the column rounds it.
        sql`${approval.settledAt} = now()::timestamptz(3)`,
      ),
    );
  for (const { id, subject } of lapsed)
    await recordEvent(tx, {
      type: "approval.lapsed",
      workspaceId: link.workspaceId,
      ticketId: link.fromId,
      payload: { approvalId: id, subject },
    });
}

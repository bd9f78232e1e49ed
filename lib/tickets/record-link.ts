import { recordEvent } from "@/lib/journal/record-event";
import type { Transaction } from "@/lib/tenancy/actor";
import type { LinkKind } from "./ticket-link";

interface Link {
  workspaceId: string;
  fromId: string;
  kind: LinkKind;
  toId: string;
}

/** Tells both tickets of a link between them: identifiers only, since a reader of one may not know the other. */
export async function recordLink(
  tx: Transaction,
  type: "ticket.linked" | "ticket.unlinked",
  { workspaceId, fromId, kind, toId }: Link,
) {
  // Always in one order: two people who link the same tickets must not wait for each other.
  for (const ticketId of [fromId, toId].sort())
    await recordEvent(tx, {
      type,
      workspaceId,
      ticketId,
      payload: { kind, from: fromId, to: toId, other: ticketId === fromId ? toId : fromId },
    });
}

import { and, eq, isNull, ne } from "drizzle-orm";
import { outgoingMail } from "@/db/schema";
import { Conflict } from "@/lib/access/refusals";
import type { Transaction } from "@/lib/tenancy/actor";

/** Keeps every mail that would bring a message from leaving. Throws Conflict once a first one has been taken up. */
export async function withholdNotices(tx: Transaction, { workspaceId, id }: { workspaceId: string; id: string }) {
  const ofMessage = and(eq(outgoingMail.workspaceId, workspaceId), eq(outgoingMail.messageId, id));
  await tx
    .update(outgoingMail)
    .set({ state: "withheld", lastError: "taken-back", nextTryAt: null })
    .where(
      and(ofMessage, eq(outgoingMail.state, "queued"), eq(outgoingMail.attempts, 0), isNull(outgoingMail.digestId)),
    );
  const left = await tx
    .select({ id: outgoingMail.id })
    .from(outgoingMail)
    .where(and(ofMessage, ne(outgoingMail.state, "withheld")))
    .limit(1);
  if (left.length > 0) throw new Conflict("message-left");
}

import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { mailbox } from "@/db/schema";
import { recordEvent } from "@/lib/journal/record-event";
import { type Actor, PLATFORM_ID } from "@/lib/tenancy/actor";
import { lockMailbox } from "./mailbox-queries";

export const PauseMailboxInput = z.strictObject({ mailbox: z.string() });

/** Leaves a mailbox alone until it is resumed: its messages wait on their server. Throws Forbidden or NotFound. */
export async function pauseMailbox(actor: Actor, input: z.input<typeof PauseMailboxInput>) {
  const { mailbox: id } = PauseMailboxInput.parse(input);
  await actor.transaction(async (tx) => {
    const { name, pausedAt } = await lockMailbox(tx, id);
    if (pausedAt) return;
    await tx.update(mailbox).set({ pausedAt: sql`now()`, pausedBy: actor.accountId }).where(eq(mailbox.id, id));
    await recordEvent(tx, { type: "mailbox.paused", workspaceId: PLATFORM_ID, payload: { mailboxId: id, name } });
  });
}

import { eq } from "drizzle-orm";
import type { z } from "zod";
import { mailbox } from "@/db/schema";
import { recordEvent } from "@/lib/journal/record-event";
import { type Actor, PLATFORM_ID } from "@/lib/tenancy/actor";
import { lockMailbox } from "./mailbox-queries";
import { PauseMailboxInput } from "./pause-mailbox";

/** Lets a paused mailbox be emptied again. Throws Forbidden or NotFound. */
export async function resumeMailbox(actor: Actor, input: z.input<typeof PauseMailboxInput>) {
  const { mailbox: id } = PauseMailboxInput.parse(input);
  await actor.transaction(async (tx) => {
    const { name, pausedAt } = await lockMailbox(tx, id);
    if (!pausedAt) return;
    await tx.update(mailbox).set({ pausedAt: null, pausedBy: null }).where(eq(mailbox.id, id));
    await recordEvent(tx, { type: "mailbox.resumed", workspaceId: PLATFORM_ID, payload: { mailboxId: id, name } });
  });
}

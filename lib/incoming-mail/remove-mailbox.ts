import { eq } from "drizzle-orm";
import { z } from "zod";
import { mailbox } from "@/db/schema";
import { Conflict } from "@/lib/access/refusals";
import { recordEvent } from "@/lib/journal/record-event";
import { type Actor, PLATFORM_ID } from "@/lib/tenancy/actor";
import { lockMailbox } from "./mailbox-queries";

export const RemoveMailboxInput = z.strictObject({ mailbox: z.string() });

/**
 * Forgets how a paused mailbox is reached, its password with it; what it brought stays, what waits on its server stays there.
 * Throws Forbidden, NotFound, or Conflict (it is in use, or it is the one of IMAP_URL).
 */
export async function removeMailbox(actor: Actor, input: z.input<typeof RemoveMailboxInput>) {
  const { mailbox: id } = RemoveMailboxInput.parse(input);
  await actor.transaction(async (tx) => {
    const { name, createdBy, pausedAt } = await lockMailbox(tx, id);
    if (!createdBy) throw new Conflict("mailbox-of-settings");
    if (!pausedAt) throw new Conflict("mailbox-in-use");
    await tx.delete(mailbox).where(eq(mailbox.id, id));
    await recordEvent(tx, { type: "mailbox.removed", workspaceId: PLATFORM_ID, payload: { mailboxId: id, name } });
  });
}

import { eq } from "drizzle-orm";
import { z } from "zod";
import { account } from "@/db/schema";
import { recordEvent } from "@/lib/journal/record-event";
import { type Actor, PLATFORM_ID } from "@/lib/tenancy/actor";
import { noticeChoices } from "./account";
import { getOwnNotices } from "./preference-queries";

export const ChangeNoticesInput = z.strictObject({
  /** All that one follows, only what one asked for or works on, or everything in one mail a day. */
  notices: z.enum(noticeChoices).optional(),
  /** The hour of that mail, in one's own zone. */
  digestHour: z.int().min(0).max(23).optional(),
});

/** Changes of what one hears by mail, and when; what waits for a summary goes on waiting for it. Throws Invalid. */
export async function changeNotices(actor: Actor, input: z.input<typeof ChangeNoticesInput>) {
  const asked = ChangeNoticesInput.parse(input);
  return actor.transaction(async (tx) => {
    const before = await getOwnNotices(tx);
    const after = { ...before, ...asked };
    const changed = (["notices", "digestHour"] as const).filter((name) => before[name] !== after[name]);
    if (changed.length === 0) return before;
    await tx.update(account).set(asked).where(eq(account.id, actor.accountId!));
    await recordEvent(tx, {
      type: "account.changed",
      workspaceId: PLATFORM_ID,
      payload: {
        accountId: actor.accountId,
        ...Object.fromEntries(changed.map((name) => [name, [before[name], after[name]]])),
      },
    });
    return after;
  });
}

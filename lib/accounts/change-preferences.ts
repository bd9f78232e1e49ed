import { eq } from "drizzle-orm";
import { z } from "zod";
import { account } from "@/db/schema";
import { recordEvent } from "@/lib/journal/record-event";
import { type Actor, PLATFORM_ID } from "@/lib/tenancy/actor";
import { AccountLocale, TimeZone } from "./account";
import { getOwnAccount } from "./account-queries";

export const ChangePreferencesInput = z.strictObject({
  locale: AccountLocale.optional(),
  timeZone: TimeZone.optional(),
});

/** Changes one's own language and time zone, in which pages and mails are then written. Throws Invalid. */
export async function changePreferences(actor: Actor, input: z.input<typeof ChangePreferencesInput>) {
  const asked = ChangePreferencesInput.parse(input);
  return actor.transaction(async (tx) => {
    const before = await getOwnAccount(tx);
    const after = { ...before, ...asked };
    const changed = (["locale", "timeZone"] as const).filter((name) => before[name] !== after[name]);
    if (changed.length === 0) return before;
    await tx.update(account).set(asked).where(eq(account.id, before.id));
    await recordEvent(tx, {
      type: "account.changed",
      workspaceId: PLATFORM_ID,
      payload: {
        accountId: before.id,
        ...Object.fromEntries(changed.map((name) => [name, [before[name], after[name]]])),
      },
    });
    return after;
  });
}

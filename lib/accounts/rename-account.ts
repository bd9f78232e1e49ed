import { eq } from "drizzle-orm";
import { z } from "zod";
import { account } from "@/db/schema";
import { authorizePlatform } from "@/lib/access/ability";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import { type Actor, PLATFORM_ID } from "@/lib/tenancy/actor";
import { PersonName } from "./account";
import { getAccount, getOwnAccount } from "./account-queries";

export const RenameAccountInput = z.strictObject({
  /** Mail address; oneself when absent. */
  account: z.string().max(1_000).optional(),
  name: PersonName,
});

/** Changes a person's name: one's own, or anybody's for a platform administrator. Throws NotFound, Forbidden or Invalid. */
export async function renameAccount(actor: Actor, input: z.input<typeof RenameAccountInput>) {
  const asked = RenameAccountInput.parse(input);
  return actor.transaction(async (tx) => {
    const found = asked.account ? await getAccount(tx, asked.account) : await getOwnAccount(tx);
    if (found.id !== actor.accountId) authorizePlatform(await getRights(tx));
    if (asked.name === found.name) return found;
    await tx.update(account).set({ name: asked.name }).where(eq(account.id, found.id));
    await recordEvent(tx, {
      type: "account.changed",
      workspaceId: PLATFORM_ID,
      payload: { accountId: found.id, name: [found.name, asked.name] },
    });
    return { ...found, name: asked.name };
  });
}

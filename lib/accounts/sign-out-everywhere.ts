import { z } from "zod";
import { authorizePlatform } from "@/lib/access/ability";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import { type Actor, PLATFORM_ID } from "@/lib/tenancy/actor";
import { getAccount } from "./account-queries";
import { endSessionsOf } from "./end-session";

export const SignOutEverywhereInput = z.strictObject({
  /** Mail address; oneself when absent. */
  account: z.string().max(1_000).optional(),
  /** A session to keep: the one from which this is asked. */
  but: z.uuid().optional(),
});

/** Ends every session of one's own, or of another account for a platform administrator. Throws NotFound or Forbidden. */
export async function signOutEverywhere(actor: Actor, input: z.input<typeof SignOutEverywhereInput>) {
  const asked = SignOutEverywhereInput.parse(input);
  return actor.transaction(async (tx) => {
    const accountId = asked.account === undefined ? actor.accountId! : (await getAccount(tx, asked.account)).id;
    if (accountId !== actor.accountId) authorizePlatform(await getRights(tx));
    const ended = await endSessionsOf(tx, accountId, asked.but);
    if (ended > 0)
      await recordEvent(tx, {
        type: "session.ended",
        workspaceId: PLATFORM_ID,
        payload: { accountId, sessions: ended },
      });
    return { ended };
  });
}

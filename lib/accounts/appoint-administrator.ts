import { sql } from "drizzle-orm";
import { z } from "zod";
import { authorizePlatform } from "@/lib/access/ability";
import { Conflict } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import { type Actor, PLATFORM_ID } from "@/lib/tenancy/actor";
import { getAccount } from "./account-queries";
import { endSessionsOf } from "./end-session";

export const AppointAdministratorInput = z.strictObject({
  account: z.string().max(1_000),
  /** False takes it back. */
  administers: z.boolean(),
});

/**
 * Makes somebody a platform administrator, or takes that back; his sessions end, for his rights are no longer those with which they
 * opened. Throws NotFound, Forbidden or Conflict (oneself, already so, suspended).
 */
export async function appointAdministrator(actor: Actor, input: z.input<typeof AppointAdministratorInput>) {
  const { account: address, administers } = AppointAdministratorInput.parse(input);
  return actor.transaction(async (tx) => {
    const found = await getAccount(tx, address);
    authorizePlatform(await getRights(tx));
    if (found.id === actor.accountId) throw new Conflict("not-oneself", found);
    const [row] = await tx.execute<{ done: boolean }>(
      sql`select set_platform_administrator(${found.id}, ${administers}) as done`,
    );
    if (!row?.done) throw new Conflict("conflict", found);
    const sessions = await endSessionsOf(tx, found.id);
    await recordEvent(tx, {
      type: administers ? "account.appointed" : "account.dismissed",
      workspaceId: PLATFORM_ID,
      payload: { accountId: found.id, mail: found.mail, sessions },
    });
    return { ...found, platformAdministrator: administers };
  });
}

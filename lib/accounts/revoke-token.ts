import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { accessToken } from "@/db/schema";
import { authorizePlatform } from "@/lib/access/ability";
import { NotFound } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import { type Actor, PLATFORM_ID } from "@/lib/tenancy/actor";

export const RevokeTokenInput = z.strictObject({ token: z.uuid() });

/** Takes a token back by its id: one's own, or anybody's for a platform administrator. Throws NotFound, also when already revoked. */
export async function revokeToken(actor: Actor, input: z.input<typeof RevokeTokenInput>) {
  const { token: id } = RevokeTokenInput.parse(input);
  return actor.transaction(async (tx) => {
    const [found] = await tx.select().from(accessToken).where(eq(accessToken.id, id));
    if (!found) throw new NotFound("unknown-token");
    if (found.accountId !== actor.accountId) authorizePlatform(await getRights(tx));
    const revoked = await tx
      .update(accessToken)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(accessToken.id, id), isNull(accessToken.revokedAt)))
      .returning({ id: accessToken.id });
    if (revoked.length === 0) throw new NotFound("unknown-token");
    await recordEvent(tx, {
      type: "token.revoked",
      workspaceId: PLATFORM_ID,
      payload: { tokenId: id, accountId: found.accountId, name: found.name },
    });
    return { id, name: found.name };
  });
}

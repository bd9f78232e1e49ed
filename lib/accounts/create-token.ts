import { sql } from "drizzle-orm";
import { z } from "zod";
import { accessToken } from "@/db/schema";
import { Invalid } from "@/lib/access/refusals";
import { recordEvent } from "@/lib/journal/record-event";
import { type Actor, PLATFORM_ID } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";
import { TypedPassword } from "./password";
import type { Peer } from "./session";
import { drawToken, hashToken, longestTokenDays, TokenName, usualTokenDays } from "./token";
import { verifyOwnPassword } from "./verify-own-password";

export const CreateTokenInput = z.strictObject({
  name: TokenName,
  days: z.int().min(1).max(longestTokenDays).default(usualTokenDays),
  /** Asked of everybody but the operator of the command line, who holds the database anyway. */
  password: TypedPassword.optional(),
});

/** Creates a personal access token for oneself; what it gives back is shown once and kept nowhere. Throws Invalid or TooMany. */
export async function createToken(actor: Actor, input: z.input<typeof CreateTokenInput>, peer?: Peer) {
  const { name, days, password } = CreateTokenInput.parse(input);
  if (actor.door !== "cli") {
    if (!password || !peer) throw new Invalid("required", "password");
    await verifyOwnPassword(actor, password, peer, "password");
  }
  const token = drawToken();
  const id = newIdentifier();
  return actor.transaction(async (tx) => {
    const [written] = await tx
      .insert(accessToken)
      .values({
        id,
        accountId: actor.accountId!,
        name,
        tokenHash: hashToken(token)!,
        expiresAt: sql`now() + make_interval(days => ${days}::integer)`,
      })
      .returning({ createdAt: accessToken.createdAt, expiresAt: accessToken.expiresAt });
    await recordEvent(tx, {
      type: "token.created",
      workspaceId: PLATFORM_ID,
      payload: { tokenId: id, accountId: actor.accountId, name, days },
    });
    return { id, name, token, ...written! };
  });
}

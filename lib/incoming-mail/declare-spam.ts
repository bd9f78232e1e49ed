import { z } from "zod";
import type { Actor } from "@/lib/tenancy/actor";
import { lockWaitingMail, setMailAside } from "./mail-decision";

export const DeclareSpamInput = z.strictObject({ mail: z.uuid() });

/**
 * Sets a message that waited aside as unwanted. What comes later from that address to this quarantine is held without an answer, unless
 * it is an account's. Throws NotFound, Forbidden or Conflict.
 */
export async function declareSpam(actor: Actor, input: z.input<typeof DeclareSpamInput>) {
  const { mail } = DeclareSpamInput.parse(input);
  return actor.transaction(async (tx) => {
    const row = await lockWaitingMail(tx, mail);
    await setMailAside(tx, row, "spam", { address: row.fromMail });
    return { mail: row.id };
  });
}

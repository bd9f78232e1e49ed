import { setTimeout } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "@/lib/journal/record-event";
import { queueAccountMail } from "@/lib/outgoing-mail/queue-account-mail";
import { type Actor, PLATFORM_ID } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";
import { normaliseMailAddress } from "./mail-address";
import type { Peer } from "./session";

export const RequestResetInput = z.strictObject({ mail: z.string() });

/**
 * Sends a link of thirty minutes to the address's owner, who may then choose a password. Gives the same answer, in the same time,
 * for an address that is nobody's. It goes to the account's own address, never to the one that was typed.
 */
export async function requestReset(actor: Actor, input: z.input<typeof RequestResetInput>, peer: Peer) {
  const address = normaliseMailAddress(RequestResetInput.parse(input).mail.slice(0, 1_000));
  const started = performance.now();
  if (address) await sendReset(actor, address, peer);
  // Writing a row and a job takes some milliseconds that would tell a known address from an unknown one.
  await setTimeout(Math.max(0, answerMilliseconds - (performance.now() - started)));
}

const answerMilliseconds = 300;

async function sendReset(actor: Actor, address: string, peer: Peer) {
  const linkId = newIdentifier();
  await actor.transaction(async (tx) => {
    const [found] = await tx.execute<{ accountId: string | null; mail: string | null }>(
      sql`select account_id as "accountId", mail from create_reset_link(${linkId}, ${address})`,
    );
    if (!found?.accountId || !found.mail) return;
    const { accountId, mail: toMail } = found;
    await recordEvent(tx, {
      type: "password.resetRequested",
      workspaceId: PLATFORM_ID,
      payload: { accountId, linkId, address: peer.address },
    });
    await queueAccountMail(tx, { kind: "password-reset", accountId, toMail, linkId });
  });
}

import { eq } from "drizzle-orm";
import { z } from "zod";
import { workspace } from "@/db/schema";
import { Invalid, Refusal } from "@/lib/access/refusals";
import { PersonName } from "@/lib/accounts/account";
import { normaliseMailAddress } from "@/lib/accounts/mail-address";
import type { Actor, Transaction } from "@/lib/tenancy/actor";
import { getMember } from "@/lib/tickets/participant-queries";
import { giveMembership } from "@/lib/workspaces/give-membership";
import type { IncomingMail } from "./incoming-mail";
import { decideMail, findPlace, lockWaitingMail, Place } from "./mail-decision";

export const InviteSenderInput = z.strictObject({
  mail: z.uuid(),
  place: Place,
  /** Id or name of a profile of the message's workspace. */
  profile: z.string().max(120),
  name: PersonName,
});

/**
 * Lets the unknown sender of a message into its workspace, with an invitation when his address has no account, then lets the message go
 * as his. Throws NotFound, Forbidden, Invalid or Conflict.
 */
export async function inviteSender(actor: Actor, input: z.input<typeof InviteSenderInput>) {
  const { mail, place, profile, name } = InviteSenderInput.parse(input);
  const sender = await actor.transaction(async (tx) => {
    const row = await lockWaitingMail(tx, mail);
    await findPlace(tx, row, place);
    return { address: addressOf(row), workspace: await getWorkspaceKey(tx, row.workspaceId) };
  });
  // Its own transaction: who was invited stays so, even if somebody else decided about the message meanwhile.
  await enter(actor, { workspace: sender.workspace, account: sender.address, name, profile });
  return actor.transaction(async (tx) => {
    const row = await lockWaitingMail(tx, mail);
    const member = await getMember(tx, row.workspaceId, sender.address, "name");
    await decideMail(tx, row, {
      decision: "attached",
      accountId: member.id,
      place: await findPlace(tx, row, place),
    });
    return { mail: row.id, account: member.mail };
  });
}

async function enter(actor: Actor, given: Parameters<typeof giveMembership>[1]) {
  try {
    await giveMembership(actor, given);
  } catch (error) {
    // Whoever invited him a moment ago did what was asked.
    if (!(error instanceof Refusal && error.code === "already-member")) throw error;
  }
}

function addressOf(row: IncomingMail): string {
  const address = normaliseMailAddress(row.fromMail ?? "");
  if (!address) throw new Invalid("mail-without-sender", "name");
  return address;
}

async function getWorkspaceKey(tx: Transaction, id: string): Promise<string> {
  const [found] = await tx.select({ key: workspace.key }).from(workspace).where(eq(workspace.id, id));
  if (!found) throw new Invalid("unknown-workspace", "name");
  return found.key;
}

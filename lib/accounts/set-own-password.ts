import { sql } from "drizzle-orm";
import type { EventType } from "@/lib/journal/event";
import { recordEvent } from "@/lib/journal/record-event";
import { queueAccountMail } from "@/lib/outgoing-mail/queue-account-mail";
import { PLATFORM_ID, type Transaction } from "@/lib/tenancy/actor";
import { endSessionsOf } from "./end-session";

/**
 * Writes the asking account's new password, ends its sessions but one, tells the journal and its owner. `happened` is
 * account.activated for the first password, of which nobody needs a warning.
 */
export async function setOwnPassword(
  tx: Transaction,
  hash: string,
  person: {
    mail: string;
    happened: Extract<EventType, "password.changed" | "account.activated">;
    keptSession?: string;
  },
) {
  const accountId = tx.asking.accountId!;
  await tx.execute(sql`select set_my_password_hash(${hash}, false)`);
  const sessions = await endSessionsOf(tx, accountId, person.keptSession);
  await recordEvent(tx, { type: person.happened, workspaceId: PLATFORM_ID, payload: { accountId, sessions } });
  if (person.happened === "password.changed")
    await queueAccountMail(tx, { kind: "password-changed", accountId, toMail: person.mail });
}

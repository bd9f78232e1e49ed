import { sql } from "drizzle-orm";
import { z } from "zod";
import { Conflict, NotFound } from "@/lib/access/refusals";
import { recordEvent } from "@/lib/journal/record-event";
import { type Actor, PLATFORM_ID } from "@/lib/tenancy/actor";
import { PersonName } from "./account";
import { hashPassword } from "./hash-password";
import { ensurePasswordIsStrong } from "./judge-password";
import { findLink } from "./link-queries";
import { MailAddress } from "./mail-address";
import { ChosenPassword } from "./password";

export const AcceptAdministrationInput = z.strictObject({
  token: z.string(),
  mail: MailAddress,
  name: PersonName,
  newPassword: ChosenPassword,
});

/** Creates the first platform administrator by the one-time link of the command line. Throws NotFound once there is one, Conflict or Invalid. */
export async function acceptAdministration(actor: Actor, input: z.input<typeof AcceptAdministrationInput>) {
  const { token, mail, name, newPassword } = AcceptAdministrationInput.parse(input);
  const link = await actor.transaction((tx) => findLink(tx, "first-administrator", token));
  if (!link) throw new NotFound("dead-link");
  ensurePasswordIsStrong(newPassword, { name, mail, platformAdministrator: true });
  const hash = await hashPassword(newPassword);
  await actor.transaction(async (tx) => {
    const [lock] = await tx.execute<{ taken: boolean }>(sql`select lock_mail_address(${mail}) as taken`);
    if (lock?.taken) throw new Conflict("mail-taken", null, { mail });
    const [row] = await tx.execute<{ id: string | null }>(
      sql`select create_first_administrator(${link.id}, ${mail}, ${name}, ${hash}) as id`,
    );
    if (!row?.id) throw new NotFound("dead-link");
    await recordEvent(tx, {
      type: "account.activated",
      workspaceId: PLATFORM_ID,
      payload: { accountId: row.id, mail, platformAdministrator: true },
    });
  });
  return { mail };
}

import type { z } from "zod";
import { mailbox } from "@/db/schema";
import { authorizePlatform } from "@/lib/access/ability";
import { Conflict } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import { sealSecret } from "@/lib/settings/sealed-secret";
import { type Actor, PLATFORM_ID, type Transaction } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";
import { getProject } from "@/lib/workspaces/project-queries";
import { checkMailbox, MailboxFields, MailboxPassword, mailboxOwner } from "./mailbox";

export const AddMailboxInput = MailboxFields.extend({ password: MailboxPassword }).superRefine(checkMailbox);

/** Adds a mailbox that the worker empties from then on. Throws Forbidden, NotFound (its project) or Conflict (a mailbox has that name). */
export async function addMailbox(actor: Actor, input: z.input<typeof AddMailboxInput>) {
  const { project, password, ...fields } = AddMailboxInput.parse(input);
  return actor.transaction(async (tx) => {
    authorizePlatform(await getRights(tx));
    const id = newIdentifier();
    const [added] = await tx
      .insert(mailbox)
      .values({
        ...fields,
        id,
        projectId: await findProjectId(tx, project),
        sealedPassword: sealSecret(password, mailboxOwner(id)),
        createdBy: actor.accountId,
      })
      .onConflictDoNothing({ target: mailbox.name })
      .returning({ id: mailbox.id });
    if (!added) throw new Conflict("name-taken");
    const { name, host, userName } = fields;
    await recordEvent(tx, {
      type: "mailbox.added",
      workspaceId: PLATFORM_ID,
      payload: { mailboxId: id, name, host, userName, project },
    });
    return added;
  });
}

/** Throws NotFound. */
export async function findProjectId(tx: Transaction, key: string | null): Promise<string | null> {
  return key === null ? null : (await getProject(tx, key)).id;
}

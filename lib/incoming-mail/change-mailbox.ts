import { eq } from "drizzle-orm";
import { z } from "zod";
import { mailbox } from "@/db/schema";
import { Conflict } from "@/lib/access/refusals";
import { recordEvent } from "@/lib/journal/record-event";
import { sealSecret } from "@/lib/settings/sealed-secret";
import { type Actor, PLATFORM_ID } from "@/lib/tenancy/actor";
import { refuseOn } from "@/lib/tenancy/constraint";
import { differences } from "@/lib/workspaces/differences";
import { findProjectId } from "./add-mailbox";
import { checkMailbox, MailboxFields, MailboxPassword, mailboxOwner } from "./mailbox";
import { lockMailbox } from "./mailbox-queries";

export const ChangeMailboxInput = MailboxFields.extend({
  mailbox: z.string(),
  /** Empty: the one that is kept stays. */
  password: z.union([z.literal(""), MailboxPassword]).optional(),
}).superRefine(checkMailbox);

/**
 * Changes how a mailbox is reached and where its mail goes; the worker follows within seconds. Throws Forbidden, NotFound, or Conflict
 * (its name is taken, or it is the one of IMAP_URL).
 */
export async function changeMailbox(actor: Actor, input: z.input<typeof ChangeMailboxInput>) {
  const { mailbox: id, password, ...asked } = ChangeMailboxInput.parse(input);
  return actor.transaction(async (tx) => {
    const read = await lockMailbox(tx, id);
    if (!read.createdBy) throw new Conflict("mailbox-of-settings");
    const { project, ...fields } = asked;
    const changed = differences(read, asked, Object.keys(asked) as (keyof typeof asked)[]);
    if (Object.keys(changed).length === 0 && !password) return { id };
    const projectId = project === read.project ? read.projectId : await findProjectId(tx, project);
    const sealed = password ? { sealedPassword: sealSecret(password, mailboxOwner(id)) } : {};
    await refuseOn(tx, "unique", new Conflict("name-taken"), (inner) =>
      inner
        .update(mailbox)
        .set({ ...fields, projectId, ...sealed })
        .where(eq(mailbox.id, id)),
    );
    await recordEvent(tx, {
      type: "mailbox.changed",
      workspaceId: PLATFORM_ID,
      payload: { mailboxId: id, name: fields.name, changed, ...(password ? { passwordChanged: true } : {}) },
    });
    return { id };
  });
}

import { eq, isNull, sql } from "drizzle-orm";
import { mailbox } from "@/db/schema";
import { recordEvent } from "@/lib/journal/record-event";
import { getSettings } from "@/lib/settings/environment";
import { openSealedSecret, sealSecret } from "@/lib/settings/sealed-secret";
import { type Actor, PLATFORM_ID, type Transaction, workspaceActor } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";
import { differences } from "@/lib/workspaces/differences";
import { lockAdministration } from "@/lib/workspaces/workspace-queries";
import { mailboxOwner } from "./mailbox";
import { findProjectByKey } from "./mailbox-queries";
import { type MailboxAddress, parseMailboxUrl } from "./mailbox-url";

/**
 * Makes the mailbox of IMAP_URL, the one without an author, what that setting says: added, changed, or paused once the setting is
 * gone. Done again it changes nothing; several workers may do it at once. Throws a ZodError when the setting makes no sense.
 */
export async function ensureMailboxOfSettings(): Promise<void> {
  const { imapUrl } = getSettings();
  const wanted = imapUrl === undefined ? null : parseMailboxUrl(imapUrl);
  await asPlatform().transaction(async (tx) => {
    await lockAdministration(tx, PLATFORM_ID);
    const [kept] = await tx.select().from(mailbox).where(isNull(mailbox.createdBy));
    if (wanted && kept) return follow(tx, kept, wanted);
    if (wanted) return add(tx, wanted);
    if (kept && !kept.pausedAt) return pause(tx, kept);
  });
}

type Kept = typeof mailbox.$inferSelect;

async function add(tx: Transaction, wanted: MailboxAddress) {
  const { password, ...fields } = await resolveProject(tx, wanted);
  const id = newIdentifier();
  await tx.insert(mailbox).values({ ...fields, id, sealedPassword: sealSecret(password, mailboxOwner(id)) });
  await tellJournal(tx, "mailbox.added", { mailboxId: id, name: fields.name });
}

async function follow(tx: Transaction, kept: Kept, wanted: MailboxAddress) {
  const { password, ...fields } = await resolveProject(tx, wanted);
  const changed = differences(kept, fields, Object.keys(fields) as (keyof typeof fields)[]);
  const passwordChanged = openSealedSecret(kept.sealedPassword, mailboxOwner(kept.id)) !== password;
  // Nobody paused it but the setting that was gone.
  const resumed = kept.pausedAt !== null && kept.pausedBy === null;
  if (Object.keys(changed).length === 0 && !passwordChanged && !resumed) return;
  await tx
    .update(mailbox)
    .set({
      ...fields,
      ...(passwordChanged ? { sealedPassword: sealSecret(password, mailboxOwner(kept.id)) } : {}),
      ...(resumed ? { pausedAt: null } : {}),
    })
    .where(eq(mailbox.id, kept.id));
  await tellJournal(tx, resumed ? "mailbox.resumed" : "mailbox.changed", {
    ...{ mailboxId: kept.id, name: fields.name, changed },
    ...(passwordChanged ? { passwordChanged } : {}),
  });
}

async function pause(tx: Transaction, { id, name }: Kept) {
  await tx.update(mailbox).set({ pausedAt: sql`now()` }).where(eq(mailbox.id, id));
  await tellJournal(tx, "mailbox.paused", { mailboxId: id, name });
}

/** A project that nobody knows, or that is archived, is none: its mail waits in the platform's quarantine. */
async function resolveProject(tx: Transaction, { project, ...fields }: MailboxAddress) {
  return { ...fields, projectId: project ? ((await findProjectByKey(tx, project))?.id ?? null) : null };
}

async function tellJournal(
  tx: Transaction,
  type: "mailbox.added" | "mailbox.changed" | "mailbox.paused" | "mailbox.resumed",
  payload: Record<string, unknown>,
) {
  await recordEvent(tx, { type, workspaceId: PLATFORM_ID, payload });
}

function asPlatform(): Actor {
  return workspaceActor(PLATFORM_ID);
}

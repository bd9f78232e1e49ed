import { eq, sql } from "drizzle-orm";
import { mailbox } from "@/db/schema";
import { recordEvent } from "@/lib/journal/record-event";
import { directoryActor, PLATFORM_ID, workspaceActor } from "@/lib/tenancy/actor";
import { type MailboxTrouble, writeTrouble } from "./mailbox";

const now = sql`clock_timestamp()`;

/** Writes that a mailbox was looked through to its end, and whether there was mail. */
export async function noteMailboxSeen(id: string, hadMail: boolean) {
  await directoryActor().transaction((tx) =>
    tx
      .update(mailbox)
      .set({ lastSeenAt: now, ...(hadMail ? { lastMailAt: now } : {}) })
      .where(eq(mailbox.id, id)),
  );
}

/** Writes why a mailbox cannot be emptied, for its administrator. */
export async function noteMailboxTrouble(id: string, { code, said }: { code: MailboxTrouble; said?: string }) {
  await directoryActor().transaction((tx) =>
    tx
      .update(mailbox)
      .set({ lastError: writeTrouble(code, said), lastErrorAt: now })
      .where(eq(mailbox.id, id)),
  );
}

/** Writes that a message larger than any door takes stays in the mailbox, in a folder of its own: in sight, and in the journal. */
export async function noteTooLarge(id: string, { size, folder }: { size: number; folder: string }) {
  await noteMailboxTrouble(id, { code: "too-large", said: String(Math.ceil(size / 1024 ** 2)) });
  await workspaceActor(PLATFORM_ID).transaction((tx) =>
    recordEvent(tx, {
      type: "mailbox.messageSetAside",
      workspaceId: PLATFORM_ID,
      payload: { mailboxId: id, size, folder },
    }),
  );
}

import type { ImapSession, WaitingMessage } from "./imap-session";
import { MailboxFault } from "./imap-session";
import { largestMail } from "./incoming-mail";
import { MailTooLarge } from "./mail-head";
import type { MailboxReach } from "./mailbox";
import { noteTooLarge } from "./note-mailbox";
import { receiveMail } from "./receive-mail";

/** Where messages wait that no door takes, beside the folder of those that were taken. */
export const tooLargeFolder = "trop grand";

const atOnce = 200;

/**
 * Takes every message that waits in a mailbox, the oldest first, and gives how many there were. One is set aside only once it is durable
 * here, so a cut at any moment leaves it where the next session finds it; taken again, it is known by its bytes. No cursor is
 * kept: a new UIDVALIDITY changes nothing.
 */
export async function emptyMailbox(session: ImapSession, mailbox: MailboxReach): Promise<number> {
  let found = 0;
  let stuck = false;
  for (;;) {
    const waiting = await session.listWaiting(atOnce);
    if (waiting.length === 0) break;
    for (const message of waiting) if (!(await takeMessage(session, mailbox, message))) stuck = true;
    found += waiting.length;
  }
  if (stuck) throw new MailboxFault("cannot-set-aside");
  return found;
}

/** False when the message could not be set aside. */
async function takeMessage(session: ImapSession, mailbox: MailboxReach, { uid, size }: WaitingMessage) {
  if (size > largestMail) return setTooLargeAside(session, mailbox, { uid, size });
  const raw = await session.read(uid, largestMail);
  if (!raw) return true;
  try {
    await receiveMail({
      ...{ raw, door: "imap", mailboxId: mailbox.id, peer: null, peerTrusted: mailbox.senderTrust === "believed" },
      ...{ envelopeFrom: null, envelopeTo: [] },
    });
  } catch (error) {
    if (error instanceof MailTooLarge) return setTooLargeAside(session, mailbox, { uid, size });
    throw error;
  }
  return session.setAside(uid, mailbox.doneFolder);
}

async function setTooLargeAside(session: ImapSession, { id }: MailboxReach, { uid, size }: WaitingMessage) {
  const isAside = await session.setAside(uid, tooLargeFolder);
  await noteTooLarge(id, { size, folder: tooLargeFolder });
  return isAside;
}

import type { HeldBack } from "./held-back";
import {
  type ImapSession,
  type OpenedMessage,
  type SessionTrouble,
  troubleOf,
  type WaitingMessage,
} from "./imap-session";
import { largestMail } from "./incoming-mail";
import { MailTooLarge } from "./mail-head";
import type { MailboxReach } from "./mailbox";
import { noteTooLarge } from "./note-mailbox";
import { receiveMail } from "./receive-mail";

/** Where messages wait that no door takes, beside the folder of those that were taken. */
export const tooLargeFolder = "trop grand";

const atOnce = 1_000;

export interface Emptied {
  found: number;
  /** What is the matter with messages that have to stay. */
  trouble: SessionTrouble | null;
}

/**
 * Takes every message that waits in a mailbox, the oldest first. One is set aside only once it is durable here, so a cut at any moment
 * leaves it where the next session finds it; taken again, it is known by its bytes. No cursor is kept: a new UIDVALIDITY changes nothing.
 */
export async function emptyMailbox(session: ImapSession, mailbox: MailboxReach, held: HeldBack): Promise<Emptied> {
  let found = 0;
  for (;;) {
    const waiting = await session.listWaiting(atOnce, (key) => held.holds(key));
    if (waiting.length === 0) return { found, trouble: held.trouble() };
    for (const message of waiting) await takeMessage(session, mailbox, message, held);
    found += waiting.length;
  }
}

async function takeMessage(session: ImapSession, mailbox: MailboxReach, { key, uid }: WaitingMessage, held: HeldBack) {
  held.begin(key);
  try {
    const message = await session.read(uid, largestMail);
    // Without one somebody removed it meanwhile: it needs nothing more.
    if (message && (await receive(mailbox, message))) await session.setAside(uid, mailbox.doneFolder);
    else if (message) await setTooLargeAside(session, mailbox, { uid, size: message.size });
    held.end(key);
  } catch (error) {
    const trouble = troubleOf(error);
    // Without a trouble it is our own store that cannot take it, nor any other: that is not this message's fault.
    if (!trouble) held.end(key);
    if (!trouble || !session.isOpen()) throw error;
    held.hold(key, trouble);
  }
}

/** False when it is larger than any door takes. */
async function receive(mailbox: MailboxReach, { size, raw }: OpenedMessage): Promise<boolean> {
  try {
    if (size > largestMail) throw new MailTooLarge();
    await receiveMail({
      ...{ raw, door: "imap", mailboxId: mailbox.id, peer: null, peerTrusted: mailbox.senderTrust === "believed" },
      ...{ envelopeFrom: null, envelopeTo: [] },
    });
    return true;
  } catch (error) {
    raw.destroy();
    if (error instanceof MailTooLarge) return false;
    throw error;
  }
}

async function setTooLargeAside(
  session: ImapSession,
  { id }: MailboxReach,
  { uid, size }: { uid: number; size: number },
) {
  await session.setAside(uid, tooLargeFolder);
  await noteTooLarge(id, { size, folder: tooLargeFolder });
}

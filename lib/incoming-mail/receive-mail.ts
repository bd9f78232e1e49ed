import type { Readable } from "node:stream";
import { getStorage } from "@/lib/files/storage";
import { storeBytes } from "@/lib/files/store-file";
import { largestMail, type MailDoor } from "./incoming-mail";
import { MailHead } from "./mail-head";
import { recordDelivery } from "./record-delivery";

/** A message at a door. The recipients are those of the envelope; none when the door knows only the message itself. */
export interface Delivery {
  raw: Buffer | Readable;
  door: MailDoor;
  peer: string | null;
  /** Whether what it says of its sender may be believed: a named relay, this machine, standard input. */
  peerTrusted: boolean;
  /** `""` is the null path of automatic mail. */
  envelopeFrom: string | null;
  envelopeTo: string[];
  /** How the peer named itself (EHLO, LHLO). */
  helo?: string | null;
  /** The mailbox from which it was taken. */
  mailboxId?: string | null;
  /** Whoever receives it handles it too, at once: its job is only for the case that he fails. */
  handledAtOnce?: boolean;
}

export interface Received {
  id: string;
  /** Where the row is: the platform's own until the message is routed. */
  workspaceId: string;
  isNew: boolean;
}

/**
 * Makes a message durable, bytes first, then one row and its job together; only when this resolves may the sender be told so.
 * The same bytes to the same recipients are one row. Nothing is read here, so nothing in a message can
 * make this fail but its size: throws MailTooLarge.
 */
export async function receiveMail(delivery: Delivery): Promise<Received> {
  const head = new MailHead();
  const stored = await storeBytes(await head.of(delivery.raw, largestMail));
  let committing = false;
  const onCommitting = () => {
    committing = true;
  };
  try {
    const row = await recordDelivery({ delivery, stored, messageId: head.messageId(), onCommitting });
    if (!row.isNew) await getStorage().remove(stored.storageKey);
    return row;
  } catch (error) {
    // Once asked for, the commit may have been done and only its answer lost: then the bytes stay.
    if (!committing)
      await getStorage()
        .remove(stored.storageKey)
        .catch(() => {});
    throw error;
  }
}

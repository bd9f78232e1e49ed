import { getStorage } from "@/lib/files/storage";
import { storeBytes } from "@/lib/files/store-file";
import type { Delivery, Received } from "./delivery";
import { largestMail } from "./incoming-mail";
import { MailHead } from "./mail-head";
import { recordDelivery } from "./record-delivery";

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

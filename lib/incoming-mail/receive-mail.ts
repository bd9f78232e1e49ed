import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import { sql } from "drizzle-orm";
import { incomingMail } from "@/db/schema";
import { getStorage } from "@/lib/files/storage";
import { storeBytes } from "@/lib/files/store-file";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { PLATFORM_ID, type Transaction, workspaceActor } from "@/lib/tenancy/actor";
import { largestMail, type MailDoor } from "./incoming-mail";
import { MailHead } from "./mail-head";

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

const secondsToHandleAtOnce = 60;

type Stored = Awaited<ReturnType<typeof storeBytes>>;

/**
 * Makes a message durable, bytes first, then one row and its job together; only when this resolves may the sender be told so.
 * The same bytes to the same recipients are one row. Nothing is read here, so nothing in a message can
 * make this fail but its size: throws MailTooLarge.
 */
export async function receiveMail(delivery: Delivery): Promise<Received> {
  const head = new MailHead();
  const stored = await storeBytes(await head.of(delivery.raw, largestMail));
  const progress = { committing: false };
  try {
    const row = await record(delivery, stored, head.messageId(), progress);
    if (!row.isNew) await getStorage().remove(stored.storageKey);
    return row;
  } catch (error) {
    // Once asked for, the commit may have been done and only its answer lost: then the bytes stay.
    if (!progress.committing)
      await getStorage()
        .remove(stored.storageKey)
        .catch(() => {});
    throw error;
  }
}

async function record(
  delivery: Delivery,
  stored: Stored,
  messageId: string | null,
  progress: { committing: boolean },
): Promise<Received> {
  const { door, peer, peerTrusted, helo = null, mailboxId = null, envelopeFrom } = delivery;
  const envelopeTo = [...new Set(delivery.envelopeTo)].sort();
  const deliveryKey = createHash("sha256")
    .update([stored.sha256, ...envelopeTo].join("\n"))
    .digest("hex");
  return workspaceActor(PLATFORM_ID).transaction(async (tx) => {
    if (messageId) await queueBehindItsTwins(tx, messageId);
    const [inserted] = await tx
      .insert(incomingMail)
      .values({
        workspaceId: PLATFORM_ID,
        deliveryKey,
        sha256: stored.sha256,
        storageKey: stored.storageKey,
        size: stored.size,
        messageId,
        ...{ door, peer, peerTrusted, helo, mailboxId, envelopeFrom, envelopeTo },
      })
      .onConflictDoNothing({ target: incomingMail.deliveryKey })
      .returning({ id: incomingMail.id });
    if (!inserted) return getKnown(tx, deliveryKey);
    const startAfterSeconds = delivery.handledAtOnce ? secondsToHandleAtOnce : 0;
    await enqueueJob(tx, "handle-incoming-mail", { incomingMailId: inserted.id }, { startAfterSeconds });
    progress.committing = true;
    return { id: inserted.id, workspaceId: PLATFORM_ID, isNew: true };
  });
}

/** Copies of one message get their identifiers in the order in which they become visible: the first one is the original. */
async function queueBehindItsTwins(tx: Transaction, messageId: string) {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`incoming mail ${messageId}`}, 0))`);
}

async function getKnown(tx: Transaction, deliveryKey: string): Promise<Received> {
  const [known] = await tx.execute<{ id: string; workspaceId: string }>(
    sql`select id, workspace_id as "workspaceId" from find_mail_delivery(${deliveryKey})`,
  );
  return { ...known!, isNew: false };
}

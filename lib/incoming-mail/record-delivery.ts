import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { incomingMail } from "@/db/schema";
import type { storeBytes } from "@/lib/files/store-file";
import { enqueueJobs } from "@/lib/jobs/enqueue-job";
import { PLATFORM_ID, type Transaction, workspaceActor } from "@/lib/tenancy/actor";
import { gather } from "@/lib/tenancy/gather";
import { together } from "@/lib/tenancy/together";
import type { Delivery, Received } from "./delivery";

const secondsToHandleAtOnce = 60;
const mostAtOnce = 16;

/** A message whose bytes are safe. */
export interface StoredDelivery {
  delivery: Delivery;
  stored: Awaited<ReturnType<typeof storeBytes>>;
  messageId: string | null;
  /** Says that the commit is about to be asked for: from then on nobody can tell, but the database, whether it was done. */
  onCommitting(): void;
}

/**
 * Writes the row of a message and its job, durable when it resolves; messages that arrive at once are committed together. The same
 * bytes to the same recipients are one row.
 */
export const recordDelivery = gather(mostAtOnce, recordAll);

type Row = ReturnType<typeof rowOf>;

async function recordAll(deliveries: StoredDelivery[]): Promise<Received[]> {
  const rows = deliveries.map(rowOf);
  return workspaceActor(PLATFORM_ID).transaction(async (tx) => {
    const [, inserted] = await together([
      queueBehindTheirTwins(tx, rows),
      tx
        .insert(incomingMail)
        .values(rows)
        .onConflictDoNothing({ target: incomingMail.deliveryKey })
        .returning({ id: incomingMail.id, storageKey: incomingMail.storageKey, deliveryKey: incomingMail.deliveryKey })
        .execute(),
    ]);
    const isNew = ({ storageKey }: Row) => inserted.some((row) => row.storageKey === storageKey);
    const known = await findKnown(tx, rows, isNew);
    await together([true, false].map((atOnce) => enqueue(tx, atOnce, deliveries, inserted)));
    for (const { onCommitting } of deliveries) onCommitting();
    const written = [...inserted.map((row) => ({ ...row, workspaceId: PLATFORM_ID })), ...known];
    return rows.map(({ deliveryKey, storageKey }) => {
      const { id, workspaceId, storageKey: kept } = written.find((row) => row.deliveryKey === deliveryKey)!;
      // Also when it is asked again because the answer to a first commit was lost.
      return { id, workspaceId, isNew: kept === storageKey };
    });
  });
}

function rowOf({ delivery, stored: { sha256, storageKey, size }, messageId }: StoredDelivery) {
  const { door, peer, peerTrusted, helo = null, mailboxId = null, envelopeFrom } = delivery;
  const envelopeTo = [...new Set(delivery.envelopeTo)].sort();
  const deliveryKey = createHash("sha256")
    .update([sha256, ...envelopeTo].join("\n"))
    .digest("hex");
  return {
    ...{ workspaceId: PLATFORM_ID, deliveryKey, sha256, storageKey, size, messageId },
    ...{ door, peer, peerTrusted, helo, mailboxId, envelopeFrom, envelopeTo },
  };
}

/** Copies of one message get their identifiers in the order in which they become visible: the first one is the original. */
async function queueBehindTheirTwins(tx: Transaction, rows: Row[]) {
  const names = rows.flatMap(({ messageId }) => (messageId ? [`incoming mail ${messageId}`] : []));
  // In one order, so that two who write at once do not wait for each other.
  await tx.execute(sql`
    select pg_advisory_xact_lock(name) from (select distinct hashtextextended(value, 0) as name
      from jsonb_array_elements_text(${JSON.stringify(names)}::text::jsonb) order by name) names`);
}

/** Those that came before, wherever they are by now. */
async function findKnown(tx: Transaction, rows: Row[], isNew: (row: Row) => boolean) {
  const keys = rows.filter((row) => !isNew(row)).map(({ deliveryKey }) => deliveryKey);
  if (keys.length === 0) return [];
  return tx.execute<Record<"id" | "workspaceId" | "storageKey" | "deliveryKey", string>>(sql`
    select m.id, m.workspace_id as "workspaceId", m.storage_key as "storageKey", key as "deliveryKey"
      from jsonb_array_elements_text(${JSON.stringify(keys)}::text::jsonb) key, find_mail_delivery(key) m`);
}

async function enqueue(
  tx: Transaction,
  atOnce: boolean,
  deliveries: StoredDelivery[],
  inserted: { id: string; storageKey: string }[],
) {
  const theirs = deliveries.filter(({ delivery }) => Boolean(delivery.handledAtOnce) === atOnce);
  const keys = theirs.map(({ stored }) => stored.storageKey);
  const jobs = inserted.filter(({ storageKey }) => keys.includes(storageKey));
  await enqueueJobs(
    tx,
    "handle-incoming-mail",
    jobs.map(({ id }) => ({ incomingMailId: id })),
    { startAfterSeconds: atOnce ? secondsToHandleAtOnce : 0 },
  );
}

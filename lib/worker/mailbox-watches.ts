import { setTimeout as delay } from "node:timers/promises";
import type { MailboxReach } from "@/lib/incoming-mail/mailbox";
import { listMailboxesInUse } from "@/lib/incoming-mail/mailbox-queries";
import { watchMailbox } from "@/lib/incoming-mail/watch-mailbox";
import { newIdentifier } from "@/lib/tenancy/identifier";

/** Milliseconds within which what an administrator changes is followed. */
const lookInterval = 5_000;
const patience = 8_000;

interface Running {
  /** All that the watch was started with. */
  of: string;
  stop: AbortController;
  ended: Promise<void>;
}

/** Watches every mailbox in use, and follows the list as it changes. Gives what ends it all. */
export function watchMailboxes(onTrouble: (error: unknown) => void): () => Promise<void> {
  const stop = new AbortController();
  const ended = followList(newIdentifier(), stop.signal, onTrouble);
  return async () => {
    stop.abort();
    await Promise.race([ended, delay(patience)]);
  };
}

async function followList(worker: string, signal: AbortSignal, onTrouble: (error: unknown) => void) {
  const running = new Map<string, Running>();
  const start = (mailbox: MailboxReach): Running => {
    const stop = new AbortController();
    const watch = { worker, onTrouble, signal: AbortSignal.any([signal, stop.signal]) };
    return { of: JSON.stringify(mailbox), stop, ended: watchMailbox(mailbox, watch) };
  };
  while (!signal.aborted) {
    try {
      await follow(await listMailboxesInUse(), running, start);
    } catch (error) {
      // The database is away: what runs goes on, and the list is read again.
      onTrouble(error);
    }
    await delay(lookInterval, null, { signal }).catch(() => {});
  }
  await Promise.all([...running.values()].map(({ ended }) => ended));
}

async function follow(wanted: MailboxReach[], running: Map<string, Running>, start: (of: MailboxReach) => Running) {
  for (const [id, { of, stop, ended }] of running) {
    if (wanted.some((mailbox) => mailbox.id === id && JSON.stringify(mailbox) === of)) continue;
    stop.abort();
    await ended;
    running.delete(id);
  }
  for (const mailbox of wanted) if (!running.has(mailbox.id)) running.set(mailbox.id, start(mailbox));
}

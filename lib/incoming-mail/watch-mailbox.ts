import { setTimeout as delay } from "node:timers/promises";
import { NoRoom, StorageAway } from "@/lib/access/refusals";
import { emptyMailbox } from "./empty-mailbox";
import { HeldBack } from "./held-back";
import { ImapSession, troubleOf } from "./imap-session";
import type { MailboxReach } from "./mailbox";
import { endLease, leaseRenewal, takeLease } from "./mailbox-lease";
import { noteMailboxSeen, noteMailboxTrouble } from "./note-mailbox";

export interface Watch {
  /** Identifies the worker process: of two, one has the mailbox in hand. */
  worker: string;
  /** Ends it. */
  signal: AbortSignal;
  onTrouble: (error: unknown) => void;
}

/** Milliseconds between two looks at a mailbox whose server announces nothing. */
const pollInterval = 60_000;
const firstDelay = 2_000;
const longestDelay = 5 * 60_000;

/** Empties a mailbox as mail comes (IDLE, RFC 2177, and each minute) until told to stop; after a failure it tries again, later each time. */
export async function watchMailbox(mailbox: MailboxReach, watch: Watch): Promise<void> {
  const held = new HeldBack();
  let failures = 0;
  const succeeded = () => {
    failures = 0;
  };
  while (!watch.signal.aborted) {
    try {
      if (await takeLease(mailbox.id, watch.worker)) await attend(mailbox, watch, held, succeeded);
      else await pause(leaseRenewal / 2, watch.signal);
    } catch (error) {
      if (watch.signal.aborted) return;
      await tell(mailbox, watch, error);
      await pause(Math.min(firstDelay * 2 ** failures, longestDelay), watch.signal);
      failures += 1;
    }
  }
}

/** One session, for as long as the lease is ours. */
async function attend(mailbox: MailboxReach, { worker, signal }: Watch, held: HeldBack, succeeded: () => void) {
  const lost = new AbortController();
  const keeping = keepLease(mailbox.id, worker, lost);
  try {
    const session = await ImapSession.open(mailbox, AbortSignal.any([signal, lost.signal]));
    try {
      while (!signal.aborted && !lost.signal.aborted) {
        const { found, trouble } = await emptyMailbox(session, mailbox, held);
        await noteMailboxSeen(mailbox.id, found > 0);
        if (trouble) await noteMailboxTrouble(mailbox.id, trouble);
        succeeded();
        await session.waitForMail(pollInterval);
      }
    } finally {
      await session.close();
    }
  } catch (error) {
    // Another worker has it now, or it was paused: that this session broke off is what was wanted.
    if (!lost.signal.aborted) throw error;
  } finally {
    clearInterval(keeping);
    // The database may be what failed; then the lease ends by itself.
    await endLease(mailbox.id, worker).catch(() => {});
  }
}

function keepLease(id: string, worker: string, lost: AbortController): NodeJS.Timeout {
  const renew = async () => {
    // A database that is away for a moment takes nothing from us; past its end somebody else may take the lease.
    const kept = await takeLease(id, worker).catch(() => true);
    if (!kept) lost.abort();
  };
  return setInterval(renew, leaseRenewal);
}

/** A failure is data: the mailbox's own stands on its row, whatever else goes to the log too. */
async function tell({ id }: MailboxReach, { onTrouble }: Watch, error: unknown) {
  const trouble = troubleOf(error) ?? { code: isOfStore(error) ? "store" : "unexpected" };
  if (trouble.code === "store" || trouble.code === "unexpected") onTrouble(error);
  await noteMailboxTrouble(id, trouble).catch(onTrouble);
}

function isOfStore(error: unknown): boolean {
  return (
    error instanceof NoRoom ||
    error instanceof StorageAway ||
    (error instanceof Error && error.name === "DrizzleQueryError")
  );
}

async function pause(milliseconds: number, signal: AbortSignal) {
  await delay(milliseconds, null, { signal }).catch(() => {});
}

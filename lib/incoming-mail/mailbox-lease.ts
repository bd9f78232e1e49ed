import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import { mailbox } from "@/db/schema";
import { directoryActor } from "@/lib/tenancy/actor";

/** Milliseconds between two renewals; a worker that misses several is thought dead, and another one takes over. */
export const leaseRenewal = 3_000;

const leaseEnd = sql`now() + interval '10 seconds'`;

/** Takes a mailbox in hand, or keeps it; false while another worker has it, or once it is paused. */
export async function takeLease(id: string, worker: string): Promise<boolean> {
  const free = or(isNull(mailbox.leasedUntil), lt(mailbox.leasedUntil, sql`now()`), eq(mailbox.leasedBy, worker));
  const taken = await directoryActor().transaction((tx) =>
    tx
      .update(mailbox)
      .set({ leasedBy: worker, leasedUntil: leaseEnd })
      .where(and(eq(mailbox.id, id), isNull(mailbox.pausedAt), free))
      .returning({ id: mailbox.id }),
  );
  return taken.length === 1;
}

/** Lets another worker take it at once. */
export async function endLease(id: string, worker: string) {
  await directoryActor().transaction((tx) =>
    tx
      .update(mailbox)
      .set({ leasedBy: null, leasedUntil: null })
      .where(and(eq(mailbox.id, id), eq(mailbox.leasedBy, worker))),
  );
}

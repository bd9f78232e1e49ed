import { and, asc, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { exportSchedule } from "@/db/schema";
import { NotFound } from "@/lib/access/refusals";
import type { Transaction } from "@/lib/tenancy/actor";

const own = (tx: Transaction) =>
  and(eq(exportSchedule.accountId, tx.asking.accountId!), isNull(exportSchedule.endedAt));

/** The asking person's regular exports that were not ended, the next one first. */
export function listSchedules(tx: Transaction) {
  return tx.select().from(exportSchedule).where(own(tx)).orderBy(asc(exportSchedule.nextAt), asc(exportSchedule.id));
}

/** Locked until the transaction ends. Throws NotFound. */
export async function lockSchedule(tx: Transaction, id: string) {
  const [found] = z.guid().safeParse(id).success
    ? await tx
        .select()
        .from(exportSchedule)
        .where(and(own(tx), eq(exportSchedule.id, id)))
        .for("update")
    : [];
  if (!found) throw new NotFound("unknown-export");
  return found;
}

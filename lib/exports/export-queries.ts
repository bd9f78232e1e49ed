import { and, desc, eq } from "drizzle-orm";
import { z } from "zod";
import { exportJob } from "@/db/schema";
import { NotFound } from "@/lib/access/refusals";
import type { Transaction } from "@/lib/tenancy/actor";

const shown = 50;

/** The asking person's own exports, the last asked first; nobody else's exist for him. */
export function listExports(tx: Transaction) {
  return tx
    .select()
    .from(exportJob)
    .where(eq(exportJob.accountId, tx.asking.accountId!))
    .orderBy(desc(exportJob.createdAt), desc(exportJob.id))
    .limit(shown);
}

/** Throws NotFound. */
export async function getExport(tx: Transaction, id: string) {
  const [found] = z.guid().safeParse(id).success
    ? await tx
        .select()
        .from(exportJob)
        .where(and(eq(exportJob.accountId, tx.asking.accountId!), eq(exportJob.id, id)))
    : [];
  if (!found) throw new NotFound("unknown-export");
  return found;
}

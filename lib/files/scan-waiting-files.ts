import { and, asc, isNull, sql } from "drizzle-orm";
import { attachment, workspace } from "@/db/schema";
import { enqueueJobs } from "@/lib/jobs/enqueue-job";
import { directoryActor, type Transaction, workspaceActor } from "@/lib/tenancy/actor";
import { findScanner } from "./find-scanner";

/** How many files of a workspace are asked for at a time; the next round asks for the next ones. */
const mostAtOnce = 500;

/**
 * Asks again for the files that are not scanned yet: the scanner was away, or was configured only after they came. A job; it leaves
 * everything as it is while the scanner is away. Gives how many it asked for.
 */
export async function scanWaitingFiles(): Promise<number> {
  if (!(await findScanner())?.engine) return 0;
  const places = await directoryActor().transaction((tx) => tx.select({ id: workspace.id }).from(workspace));
  let asked = 0;
  for (const { id } of places) asked += await workspaceActor(id).transaction((tx) => askAgain(tx));
  return asked;
}

async function askAgain(tx: Transaction): Promise<number> {
  const waiting = await tx
    .select({ workspaceId: attachment.workspaceId, attachmentId: attachment.id })
    .from(attachment)
    .where(
      and(
        isNull(attachment.scannedAt),
        isNull(attachment.takenBackAt),
        // Younger ones have a job of their own.
        sql`${attachment.createdAt} < now() - interval '3 minutes'`,
      ),
    )
    .orderBy(asc(attachment.createdAt))
    .limit(mostAtOnce);
  await enqueueJobs(tx, "scan-attachment", waiting);
  return waiting.length;
}

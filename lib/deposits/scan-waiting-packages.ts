import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { depositPackage, workspace } from "@/db/schema";
import { findScanner } from "@/lib/files/find-scanner";
import { enqueueJobs } from "@/lib/jobs/enqueue-job";
import { directoryActor, workspaceActor } from "@/lib/tenancy/actor";

/** How many packages of a workspace are asked for at a time; the next round asks for the next ones. */
const mostAtOnce = 200;

/** Asks again for the packages that are not scanned yet: the scanner was away, or came after them. A job; gives how many. */
export async function scanWaitingPackages(): Promise<number> {
  if (!(await findScanner())?.engine) return 0;
  const places = await directoryActor().transaction((tx) => tx.select({ id: workspace.id }).from(workspace));
  const { workspaceId, id: packageId, scannedAt, erasedAt, arrival, depositedAt } = depositPackage;
  const old = sql`${depositedAt} < now() - interval '3 minutes'`;
  let asked = 0;
  for (const { id } of places)
    await workspaceActor(id).transaction(async (tx) => {
      const waiting = await tx
        .select({ workspaceId, packageId })
        .from(depositPackage)
        .where(and(isNull(scannedAt), isNull(erasedAt), eq(arrival, "ready"), old))
        .orderBy(asc(depositedAt))
        .limit(mostAtOnce);
      await enqueueJobs(tx, "scan-package", waiting);
      asked += waiting.length;
    });
  return asked;
}

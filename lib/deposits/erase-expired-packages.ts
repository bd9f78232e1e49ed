import { and, eq, isNotNull, sql } from "drizzle-orm";
import { depositPackage, depositRetention, workspace } from "@/db/schema";
import { getStorage } from "@/lib/files/storage";
import { recordEvent } from "@/lib/journal/record-event";
import { type Actor, directoryActor, workspaceActor } from "@/lib/tenancy/actor";
import type { PackageRow } from "./package";
import { retentionOf } from "./retention";

/**
 * Takes away the bytes whose time of keeping is over; the row, its hash, its listing and its journal stay. The row says so first, in the
 * transaction of its line; bytes that a crash left behind are taken by the next run. A job.
 */
export async function eraseExpiredPackages(now = new Date()) {
  const places = await directoryActor().transaction((tx) => tx.select({ id: workspace.id }).from(workspace));
  let erased = 0;
  for (const { id } of places) {
    const actor = workspaceActor(id);
    for (const one of await listDue(actor, now)) if (await markErased(actor, one, now)) erased += 1;
    for (const { id: packageId, storageKey } of await listMarked(actor)) {
      await getStorage().remove(storageKey!);
      await actor.transaction((tx) =>
        tx.update(depositPackage).set({ storageKey: null }).where(eq(depositPackage.id, packageId)),
      );
    }
  }
  return { erased };
}

/** Only so many in one run: what is left waits for the next. */
const mostAtOnce = 5_000;

async function listDue(actor: Actor, now: Date): Promise<PackageRow[]> {
  return actor.transaction(async (tx) => {
    const said = await tx.select().from(depositRetention);
    const projects = await tx.selectDistinct({ id: depositPackage.projectId }).from(depositPackage);
    const due: PackageRow[] = [];
    for (const { id: projectId } of projects)
      for (const { kind, days } of retentionOf(said.filter((one) => one.projectId === projectId)))
        if (days > 0)
          due.push(
            ...(await tx
              .select()
              .from(depositPackage)
              .where(
                and(
                  ...[eq(depositPackage.projectId, projectId), eq(depositPackage.kind, kind)],
                  ...[eq(depositPackage.arrival, "ready"), sql`erased_at is null`],
                  sql`deposited_at < ${now.toISOString()}::timestamptz - make_interval(days => ${days})`,
                ),
              )
              .limit(mostAtOnce)),
          );
    return due;
  });
}

function markErased(actor: Actor, { workspaceId, id: packageId, name, version, sha256 }: PackageRow, now: Date) {
  return actor.transaction(async (tx) => {
    const [marked] = await tx
      .update(depositPackage)
      .set({ erasedAt: now })
      .where(and(eq(depositPackage.id, packageId), sql`erased_at is null`))
      .returning({ id: depositPackage.id });
    if (marked)
      await recordEvent(tx, { type: "package.erased", workspaceId, packageId, payload: { name, version, sha256 } });
    return marked !== undefined;
  });
}

function listMarked(actor: Actor) {
  const { id, storageKey, erasedAt } = depositPackage;
  return actor.transaction((tx) =>
    tx
      .select({ id, storageKey })
      .from(depositPackage)
      .where(and(isNotNull(erasedAt), isNotNull(storageKey))),
  );
}

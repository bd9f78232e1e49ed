import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { and, eq, sql } from "drizzle-orm";
import { depositPackage, packageEntry } from "@/db/schema";
import { NoRoom, Refusal, StorageAway } from "@/lib/access/refusals";
import { getStorage, newStorageKey, receivingFolder } from "@/lib/files/storage";
import { reservedRoom } from "@/lib/files/upload";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import type { JobPayloads } from "@/lib/jobs/job";
import type { Attempt } from "@/lib/jobs/run-jobs";
import { recordEvent } from "@/lib/journal/record-event";
import { queueDepositMails } from "@/lib/outgoing-mail/queue-deposit-mails";
import { type Actor, type Transaction, workspaceActor } from "@/lib/tenancy/actor";
import { listArchive } from "./list-archive";
import type { Listing } from "./listing";
import { isArchiveType, type PackageRow, type Source } from "./package";
import { writeZip } from "./write-zip";

type Prepare = JobPayloads["prepare-package"];

/**
 * Makes one archive of what came in, unless it is one, hashes and lists it, tells who watches, then lets go of what came in.
 * Killed anywhere it begins again: the archive's key stood on the row before its bytes, and the same files give the same bytes.
 */
export async function preparePackage({ workspaceId, packageId }: Prepare, { last }: Pick<Attempt, "last">) {
  const actor = workspaceActor(workspaceId);
  const found = await find(actor, packageId);
  if (!found) return;
  try {
    if (found.arrival === "preparing") await arrive(actor, found);
  } catch (error) {
    // A refusal says the same at each try; anything else may pass, and so may a store that is away.
    if ((!(error instanceof Refusal) || error instanceof StorageAway) && !last) throw error;
    await fail(actor, found, error instanceof Refusal ? error.code : "unexpected");
  }
  await letGo(actor, packageId);
}

async function find(actor: Actor, id: string): Promise<PackageRow | undefined> {
  const [found] = await actor.transaction((tx) => tx.select().from(depositPackage).where(eq(depositPackage.id, id)));
  return found;
}

interface Made {
  compressed: "none" | "zip";
  storageKey: string;
  type: string;
  size: number;
  sha256: string;
}

async function arrive(actor: Actor, found: PackageRow) {
  const sources = found.sources as Source[];
  const made = await makeArchive(found, sources);
  const bytes = {
    size: made.size,
    open: (range?: { start: number; end: number }) => getStorage().open(made.storageKey, range),
  };
  const listed = await listArchive(bytes, found.name);
  await actor.transaction((tx) => settle(tx, found, made, listed));
}

async function makeArchive(found: PackageRow, sources: Source[]): Promise<Made> {
  const [first] = sources;
  if (first && sources.length === 1 && isArchiveType(first.type)) {
    const { key: storageKey, type, size, sha256 } = first;
    return { compressed: "none", storageKey, type, size, sha256 };
  }
  const needed = sources.reduce((sum, { size }) => sum + size, 0);
  if ((await getStorage().room()) - reservedRoom < needed) throw new NoRoom("disk-full");
  const storageKey = found.storageKey!;
  const draft = join(receivingFolder(), `${newStorageKey()}.draft`);
  await mkdir(receivingFolder(), { recursive: true });
  try {
    const written = await writeZip(draft, sources, found.depositedAt);
    await getStorage().take(storageKey, draft);
    return { compressed: "zip", storageKey, type: "application/zip", ...written };
  } finally {
    await rm(draft, { force: true });
  }
}

const entriesAtOnce = 2_000;

async function settle(tx: Transaction, found: PackageRow, made: Made, { listing, entries, flags }: Listing) {
  const { workspaceId, id: packageId, name, version } = found;
  const done = await tx
    .update(depositPackage)
    .set({ ...made, arrival: "ready", prepared: made.size, listing, flags })
    .where(and(eq(depositPackage.id, packageId), eq(depositPackage.arrival, "preparing")))
    .returning({ id: depositPackage.id });
  if (done.length === 0) return;
  for (let start = 0; start < entries.length; start += entriesAtOnce) {
    const part = entries.slice(start, start + entriesAtOnce);
    await tx
      .insert(packageEntry)
      .values(part.map((entry, position) => ({ ...entry, workspaceId, packageId, position: start + position })));
  }
  const { compressed, size, sha256 } = made;
  const payload = { name, version, compressed, size, sha256, entries: entries.length, flags };
  await recordEvent(tx, { type: "package.prepared", workspaceId, packageId, payload });
  await queueDepositMails(tx, found);
  await enqueueJob(tx, "scan-package", { workspaceId, packageId });
}

async function fail(actor: Actor, { workspaceId, id: packageId, name, version }: PackageRow, failure: string) {
  await actor.transaction(async (tx) => {
    const failed = await tx
      .update(depositPackage)
      .set({ arrival: "failed", failure })
      .where(and(eq(depositPackage.id, packageId), eq(depositPackage.arrival, "preparing")))
      .returning({ id: depositPackage.id });
    if (failed.length === 0) return;
    await recordEvent(tx, { type: "package.failed", workspaceId, packageId, payload: { name, version, failure } });
  });
}

/** What came in is no longer needed: its bytes go first, then the row forgets their keys, so that none is ever left behind. */
async function letGo(actor: Actor, id: string) {
  const found = await find(actor, id);
  if (!found || found.arrival === "preparing") return;
  const kept = found.arrival === "ready" ? found.storageKey : null;
  const sources = found.sources as Source[];
  for (const { key } of sources) if (key && key !== kept) await getStorage().remove(key);
  if (!kept && found.storageKey) await getStorage().remove(found.storageKey);
  const told = sources.map(({ key: _, ...facts }) => facts);
  await actor.transaction((tx) =>
    tx
      .update(depositPackage)
      .set({ sources: told, ...(kept ? {} : { storageKey: sql`null` as never }) })
      .where(eq(depositPackage.id, id)),
  );
}

import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { and, eq, inArray, sql } from "drizzle-orm";
import { exportJob } from "@/db/schema";
import type { Held } from "@/lib/access/lost-since";
import { Refusal } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { getStorage, newStorageKey, receivingFolder } from "@/lib/files/storage";
import type { JobPayloads } from "@/lib/jobs/job";
import type { Attempt } from "@/lib/jobs/run-jobs";
import { recordEvent } from "@/lib/journal/record-event";
import { queueExportMail } from "@/lib/outgoing-mail/queue-export-mail";
import { type Actor, PLATFORM_ID, personActor } from "@/lib/tenancy/actor";
import { type AskedExport, type ExportJob, keptDays, type SubjectName } from "./export";
import { prepareExport, sheetOf } from "./prepare-export";
import { fileNameOf, writeSheet } from "./write-sheet";

class Abandoned extends Error {}

/** Makes the file of an export with its owner's rights, then tells him by mail; taken again after a crash, it starts over. */
export async function runExport({ accountId, exportId }: JobPayloads["run-export"], { last }: Pick<Attempt, "last">) {
  const actor = personActor(accountId, "worker");
  const job = await takeUp(actor, exportId);
  if (!job) return;
  const draft = join(receivingFolder(), `${job.id}.export`);
  try {
    await mkdir(receivingFolder(), { recursive: true });
    await finish(actor, job, draft, await makeFile(actor, job, draft));
  } catch (error) {
    if (error instanceof Abandoned) return;
    // A refusal says the same at each try; anything else may pass.
    if (!(error instanceof Refusal) && !last) throw error;
    await fail(actor, job, error instanceof Refusal ? error.code : "unexpected");
  } finally {
    await rm(draft, { force: true });
  }
}

/** The key of its file is known before its bytes are there: whatever happens, a row leads to them. */
async function takeUp(actor: Actor, id: string): Promise<ExportJob | null> {
  const [job] = await actor.transaction((tx) =>
    tx
      .update(exportJob)
      .set({
        ...{ state: "running", done: 0, startedAt: new Date(), expiresAt: expiry() },
        storageKey: sql`coalesce(${exportJob.storageKey}, ${newStorageKey()})`,
      })
      .where(and(eq(exportJob.id, id), inArray(exportJob.state, ["waiting", "running"])))
      .returning(),
  );
  return job ?? null;
}

const expiry = () => new Date(Date.now() + keptDays * 86_400_000);

interface Made {
  name: string;
  rows: number;
  held: Held;
}

async function makeFile(actor: Actor, job: ExportJob, draft: string): Promise<Made> {
  const { query, columns, format } = job;
  const asked: AskedExport = { subject: job.subject as SubjectName, query, columns, format };
  return actor.transaction(async (tx) => {
    const prepared = await prepareExport(tx, asked);
    const { memberships, grants, platformAdministrator } = await getRights(tx);
    const sheet = sheetOf(prepared, teller(actor, job.id));
    await tell(actor, job.id, { total: await prepared.opened.count() });
    const { rows } = await writeSheet(format, sheet, createWriteStream(draft));
    return { name: fileNameOf(format, sheet), rows, held: { memberships, grants, platformAdministrator } };
  });
}

const tellsEvery = 1_000;

/** Says now and then how far it is, and hears at once that the export was abandoned meanwhile. */
function teller(actor: Actor, id: string) {
  let told = Date.now();
  return async (done: number) => {
    if (Date.now() - told < tellsEvery) return;
    told = Date.now();
    await tell(actor, id, { done });
  };
}

/** In a transaction of its own: the one that reads the rows shows nothing before its end. */
async function tell(actor: Actor, id: string, said: { total: number } | { done: number }) {
  const running = await actor.transaction((tx) =>
    tx
      .update(exportJob)
      .set(said)
      .where(and(eq(exportJob.id, id), eq(exportJob.state, "running")))
      .returning({ id: exportJob.id }),
  );
  if (running.length === 0) throw new Abandoned();
}

async function finish(actor: Actor, job: ExportJob, draft: string, { name, rows, held }: Made) {
  const [{ size }, sha256] = await Promise.all([stat(draft), hashOf(draft)]);
  await getStorage().take(job.storageKey!, draft);
  const settled = await actor.transaction(async (tx) => {
    const facts = { name, size, sha256, held, done: rows, total: rows, expiresAt: expiry(), finishedAt: new Date() };
    const done = await tx
      .update(exportJob)
      .set({ ...facts, state: "done" })
      .where(and(eq(exportJob.id, job.id), eq(exportJob.state, "running")))
      .returning({ id: exportJob.id });
    if (done.length === 0) return false;
    const payload = { exportId: job.id, rows, size, sha256 };
    await recordEvent(tx, { type: "export.finished", workspaceId: PLATFORM_ID, payload });
    await queueExportMail(tx, job.id);
    return true;
  });
  if (!settled) await getStorage().remove(job.storageKey!);
}

async function fail(actor: Actor, job: ExportJob, failure: string) {
  await actor.transaction(async (tx) => {
    const failed = await tx
      .update(exportJob)
      .set({ state: "failed", failure, finishedAt: new Date() })
      .where(and(eq(exportJob.id, job.id), eq(exportJob.state, "running")))
      .returning({ id: exportJob.id });
    if (failed.length === 0) return;
    await recordEvent(tx, {
      type: "export.finished",
      workspaceId: PLATFORM_ID,
      payload: { exportId: job.id, failure },
    });
    await queueExportMail(tx, job.id);
  });
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const bytes of createReadStream(path)) hash.update(bytes);
  return hash.digest("hex");
}

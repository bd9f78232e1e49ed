import { sql } from "drizzle-orm";
import { z } from "zod";
import { packageStep, depositPackage as table } from "@/db/schema";
import { authorizePackage } from "@/lib/access/ability";
import { Conflict, NotFound } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { newStorageKey } from "@/lib/files/storage";
import type { StoredFile } from "@/lib/files/stored-file";
import { takeUploads } from "@/lib/files/take-uploads";
import { UploadId } from "@/lib/files/upload";
import { ItemName } from "@/lib/items/item";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor, Transaction } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";
import { TicketReference } from "@/lib/tickets/ticket";
import { ProjectKey } from "@/lib/workspaces/project";
import { getProject } from "@/lib/workspaces/project-queries";
import { environments, packageKinds } from "./kinds";
import { cleanPath, distinctPaths, isArchiveType, mostFiles, nameOfPackage, plainText, type Source } from "./package";
import { getPackage } from "./package-queries";
import { addItems, findRelease } from "./place-package";

/** Where a package goes and what is said of it; `files` are finished uploads, with their place in the folder that they came from. */
export const DepositPackageInput = z.strictObject({
  project: ProjectKey,
  environment: z.enum(environments),
  kind: z.enum(packageKinds),
  name: z.string().max(4_000).optional(),
  label: plainText(80).default(""),
  description: plainText(20_000).default(""),
  ticket: TicketReference.optional(),
  items: z.array(ItemName).max(20).default([]),
  files: z
    .array(z.strictObject({ upload: UploadId, path: z.string().min(1).max(4_000) }))
    .min(1)
    .max(mostFiles),
});

type Asked = z.output<typeof DepositPackageInput>;

/**
 * Deposits files as one package: the next version of its name in its folder. They are compressed, hashed and listed by a job.
 * Throws NotFound, Forbidden, Invalid (uploads, items, ticket) or Conflict (archived project).
 */
export async function depositPackage(actor: Actor, input: z.input<typeof DepositPackageInput>) {
  const asked = DepositPackageInput.parse(input);
  return actor.transaction(async (tx) => {
    const project = await getProject(tx, asked.project);
    const place = { workspaceId: project.workspaceId, projectId: project.id };
    authorizePackage(await getRights(tx), "deposit", place);
    if (project.archivedAt || project.workspaceArchivedAt) throw new Conflict("project-archived");
    const release = asked.ticket ? await findRelease(tx, place.workspaceId, asked.ticket) : null;
    const { name, sources } = await gather(tx, asked);
    const id = newIdentifier();
    const { environment, kind, label, description } = asked;
    const version = await takeVersion(tx, { ...place, environment, kind, name });
    const facts = { ...place, id, environment, kind, name, version, label, description, sources };
    await tx
      .insert(table)
      .values({ ...facts, ticketId: release?.id ?? null, storageKey: newStorageKey(), depositedBy: actor.accountId! });
    await tx.insert(packageStep).values({
      workspaceId: place.workspaceId,
      id: newIdentifier(),
      packageId: id,
      state: "deposited",
      by: actor.accountId,
    });
    await addItems(tx, { workspaceId: place.workspaceId, id }, asked.items);
    await tell(tx, { ...place, id, name, version, environment, kind, files: sources.length }, release);
    await enqueueJob(tx, "prepare-package", { workspaceId: place.workspaceId, packageId: id });
    return getPackage(tx, id);
  });
}

async function gather(tx: Transaction, asked: Asked): Promise<{ name: string; sources: Source[] }> {
  const taken = await takeUploads(
    tx,
    asked.files.map(({ upload }) => upload),
  );
  const paths = distinctPaths(asked.files.map(({ path }) => cleanPath(path)));
  const sources = taken.map((file: StoredFile, position) => {
    const { size, type, sha256, storageKey: key } = file;
    return { path: paths[position]!, size, type, sha256, key };
  });
  const kept = sources.length === 1 && isArchiveType(sources[0]!.type);
  return { name: nameOfPackage(asked.name, paths, kept), sources };
}

/** The number after the last one of that name, in whatever case; whoever deposits the same name meanwhile waits. */
async function takeVersion(
  tx: Transaction,
  { projectId, environment, kind, name }: { projectId: string; environment: string; kind: string; name: string },
): Promise<number> {
  const folder = `${projectId} ${environment} ${kind} ${name.toLowerCase()}`;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${folder}, 5))`);
  const [found] = await tx.execute<{ next: number }>(sql`
    select coalesce(max(version), 0)::int + 1 as next from package
    where project_id = ${projectId} and environment = ${environment} and kind = ${kind} and lower(name) = lower(${name})`);
  if (!found) throw new NotFound();
  return found.next;
}

type Told = { workspaceId: string; projectId: string; id: string } & Record<string, unknown>;

/** In the package's own chain; and in its release's, where it is read by whoever reads both. */
async function tell(tx: Transaction, told: Told, release: { id: string } | null) {
  const { workspaceId, projectId: _, id: packageId, ...payload } = told;
  await recordEvent(tx, { type: "package.deposited", workspaceId, packageId, payload });
  if (release)
    await recordEvent(tx, { type: "package.deposited", workspaceId, ticketId: release.id, packageId, payload });
}

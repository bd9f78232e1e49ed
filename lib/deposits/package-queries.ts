import { and, desc, eq, getTableColumns, inArray, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { depositPackage, item, packageItem, packageStep, project, ticket, workspace } from "@/db/schema";
import { Invalid, NotFound } from "@/lib/access/refusals";
import type { Transaction } from "@/lib/tenancy/actor";
import { findPeople } from "@/lib/tickets/people-queries";
import { environments, packageKinds, packageStates } from "./kinds";
import { PackageId } from "./package";

export const PackageFilter = z.strictObject({
  environment: z.enum(environments).optional(),
  kind: z.enum(packageKinds).optional(),
  state: z.enum(packageStates).optional(),
});

export type ReadPackage = Awaited<ReturnType<typeof getPackage>>;

/** One package with the words of its place, its release and its depositor. Throws NotFound. */
export async function getPackage(tx: Transaction, id: string) {
  const [found] = PackageId.safeParse(id).success ? await readPackages(tx, eq(depositPackage.id, id), 1) : [];
  if (!found) throw new NotFound("unknown-package");
  return found;
}

/** Locks the row until the transaction ends, then reads it. Throws NotFound. */
export async function lockPackage(tx: Transaction, id: string) {
  const { workspaceId } = await getPackage(tx, id);
  // A reader without the right to change passes the select and not the lock: his refusal must say Forbidden, not NotFound.
  await tx.execute(sql`select 1 from package where workspace_id = ${workspaceId} and id = ${id} for update`);
  return getPackage(tx, id);
}

/** One page of a project's packages, the last deposited first, and the cursor of the next one. */
export async function listPackages(
  tx: Transaction,
  projectId: string,
  filter: z.output<typeof PackageFilter>,
  page: { limit: number; after?: string },
) {
  const conditions: SQL[] = [eq(depositPackage.projectId, projectId)];
  for (const name of ["environment", "kind", "state"] as const)
    if (filter[name]) conditions.push(sql`${depositPackage[name]} = ${filter[name]}`);
  if (page.after !== undefined) {
    if (!z.guid().safeParse(page.after).success) throw new Invalid("bad-cursor", "after");
    conditions.push(sql`(${depositPackage.depositedAt}, ${depositPackage.id}) <
      (select p.deposited_at, p.id from package p where p.id = ${page.after}::uuid)`);
  }
  const rows = await readPackages(tx, and(...conditions)!, page.limit + 1);
  const packages = rows.slice(0, page.limit);
  return { packages, after: rows.length > page.limit ? packages.at(-1)!.id : null };
}

/** The packages of one release, whichever their state. */
export function listPackagesOfTicket(tx: Transaction, ticketId: string) {
  return readPackages(tx, eq(depositPackage.ticketId, ticketId), 100);
}

/** The packages that concern an item, as far as the asking person reads them. */
export function listPackagesOfItem(tx: Transaction, itemId: string) {
  const concerned = tx.select({ id: packageItem.packageId }).from(packageItem).where(eq(packageItem.itemId, itemId));
  return readPackages(tx, inArray(depositPackage.id, concerned), 50);
}

/** The other versions of a package, the last first. */
export function listVersions(tx: Transaction, of: ReadPackage) {
  const same = sql`lower(${depositPackage.name}) = lower(${of.name})`;
  const { projectId, environment, kind } = depositPackage;
  return readPackages(
    tx,
    and(eq(projectId, of.projectId), eq(environment, of.environment), eq(kind, of.kind), same)!,
    50,
  );
}

async function readPackages(tx: Transaction, where: SQL, limit: number) {
  const rows = await tx
    .select({
      ...getTableColumns(depositPackage),
      projectKey: project.key,
      projectName: project.name,
      workspaceKey: workspace.key,
      workspaceName: workspace.name,
      ticketReference: ticket.reference,
      ticketTitle: ticket.title,
    })
    .from(depositPackage)
    .innerJoin(project, eq(project.id, depositPackage.projectId))
    .innerJoin(workspace, eq(workspace.id, depositPackage.workspaceId))
    .leftJoin(ticket, and(eq(ticket.workspaceId, depositPackage.workspaceId), eq(ticket.id, depositPackage.ticketId)))
    .where(where)
    .orderBy(desc(depositPackage.depositedAt), desc(depositPackage.id))
    .limit(limit);
  const people = await findPeople(
    tx,
    rows.map(({ depositedBy }) => depositedBy),
  );
  return rows.map((row) => {
    const depositor = people.get(row.depositedBy);
    return { ...row, depositorName: depositor?.name ?? null, depositorMail: depositor?.mail ?? null };
  });
}

/** The states that a package entered, in their order, with who said so. */
export async function listSteps(tx: Transaction, packageId: string) {
  const steps = await tx
    .select()
    .from(packageStep)
    .where(eq(packageStep.packageId, packageId))
    .orderBy(packageStep.at, packageStep.id);
  const people = await findPeople(
    tx,
    steps.map(({ by }) => by),
  );
  return steps.map((step) => {
    const person = step.by ? people.get(step.by) : undefined;
    return { ...step, byName: person?.name ?? null, byMail: person?.mail ?? null };
  });
}

/** The configuration items that a package concerns, of those that the asking person reads. */
export function listItemsOfPackage(tx: Transaction, packageId: string) {
  return tx
    .select({ id: item.id, name: item.name, workspaceId: item.workspaceId })
    .from(packageItem)
    .innerJoin(item, and(eq(item.workspaceId, packageItem.itemWorkspaceId), eq(item.id, packageItem.itemId)))
    .where(eq(packageItem.packageId, packageId))
    .orderBy(item.name, item.id);
}

/** Whether the same bytes were both installed in pre-production and validated, in one package of this project. */
export async function isProven(tx: Transaction, { projectId, sha256 }: { projectId: string; sha256: string | null }) {
  if (!sha256) return false;
  const [found] = await tx
    .select({ id: depositPackage.id })
    .from(depositPackage)
    .innerJoin(packageStep, eq(packageStep.packageId, depositPackage.id))
    .where(
      and(
        eq(depositPackage.projectId, projectId),
        eq(depositPackage.sha256, sha256),
        sql`${depositPackage.state} <> 'withdrawn'`,
        inArray(packageStep.state, ["validated", "installed-preproduction"]),
      ),
    )
    .groupBy(depositPackage.id)
    .having(sql`count(distinct ${packageStep.state}) = 2`)
    .limit(1);
  return found !== undefined;
}

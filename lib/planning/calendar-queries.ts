import { and, asc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { plan, project, status, ticket, workspace } from "@/db/schema";
import { Invalid } from "@/lib/access/refusals";
import type { Transaction } from "@/lib/tenancy/actor";
import { type CalendarFilter, plannedKinds } from "./calendar-filter";
import { conflictsAmong } from "./conflict";
import { during, findTogether, listFreezes, plannedColumns } from "./plan-queries";
import type { Window } from "./window";

export type Calendar = Awaited<ReturnType<typeof readCalendar>>;
export type CalendarEntry = Calendar["entries"][number];
export type CalendarFreeze = Calendar["freezes"][number];

/** More than anybody reads at once: past it a shorter span or a filter is asked for, and nothing is cut in silence. */
const mostEntries = 10_000;

/** What is planned in a span among what the asking person may read, by beginning, with what stands in each other's way. */
export async function readCalendar(tx: Transaction, span: Window, filter: CalendarFilter) {
  const places = await listPlaces(tx, filter);
  const rows = await listPlanned(tx, span, filter, places);
  if (rows.length > mostEntries) throw new Invalid("calendar-too-full", "to", { most: mostEntries });
  const [statuses, together, freezes] = await Promise.all([
    findStatuses(tx, rows),
    findTogether(
      tx,
      rows.filter(({ kind }) => kind === "release").map(({ id }) => id),
    ),
    listFreezes(tx, span, filter.workspace && [...new Set([...places.values()].map((place) => place.workspaceId))]),
  ]);
  const planned = rows.flatMap(({ start, end, statusId, ...row }) => {
    const place = places.get(row.projectId);
    const its = statuses.get(statusId);
    if (!start || !end || !place || !its) return [];
    return [{ ...row, ...place, ...its, start, end, together: together.get(row.id) ?? [] }];
  });
  const conflicts = conflictsAmong(planned, freezes);
  return {
    entries: planned.map((one) => ({ ...one, ...conflicts.get(one.id)! })),
    freezes: freezes
      .filter(({ projectId }) => projectId === null || places.has(projectId))
      .map((one) => ({ ...one, ...placeOf(one, places) })),
  };
}

type Places = Awaited<ReturnType<typeof listPlaces>>;

/** The projects that the filters leave, whether one reads all of their tickets or only one's own. */
async function listPlaces(tx: Transaction, filter: CalendarFilter) {
  const wanted: SQL[] = [];
  if (filter.workspace) wanted.push(inArray(workspace.key, filter.workspace));
  if (filter.project)
    wanted.push(
      inArray(
        project.key,
        filter.project.map((key) => key.toUpperCase()),
      ),
    );
  const found = await tx
    .select({
      id: project.id,
      projectKey: project.key,
      projectName: project.name,
      workspaceId: project.workspaceId,
      workspaceKey: workspace.key,
      workspaceName: workspace.name,
    })
    .from(project)
    .innerJoin(workspace, eq(workspace.id, project.workspaceId))
    .where(and(...wanted));
  return new Map(found.map(({ id, ...place }) => [id, place]));
}

function placeOf({ projectId, workspaceId }: { projectId: string | null; workspaceId: string }, places: Places) {
  const its = projectId ? places.get(projectId) : undefined;
  const near = its ?? [...places.values()].find((place) => place.workspaceId === workspaceId);
  return {
    projectKey: its?.projectKey ?? null,
    projectName: its?.projectName ?? null,
    workspaceKey: near?.workspaceKey ?? null,
    workspaceName: near?.workspaceName ?? null,
  };
}

function listPlanned(tx: Transaction, span: Window, filter: CalendarFilter, places: Places) {
  const conditions = [during(span), inArray(ticket.kind, filter.kind ?? [...plannedKinds])];
  if (filter.workspace || filter.project)
    conditions.push(sql`${ticket.projectId} = any(${sql.param([...places.keys()])}::uuid[])`);
  return tx
    .select({
      ...plannedColumns,
      reference: ticket.reference,
      kind: ticket.kind,
      title: ticket.title,
      statusId: ticket.statusId,
      version: ticket.version,
      updatedAt: ticket.updatedAt,
      type: plan.type,
      reason: plan.windowReason,
    })
    .from(plan)
    .innerJoin(ticket, and(eq(ticket.workspaceId, plan.workspaceId), eq(ticket.id, plan.ticketId)))
    .where(and(...conditions))
    .orderBy(asc(plan.windowStart), asc(ticket.id))
    .limit(mostEntries + 1);
}

async function findStatuses(tx: Transaction, rows: { statusId: string }[]) {
  const ids = [...new Set(rows.map(({ statusId }) => statusId))];
  const found = await tx
    .select({ id: status.id, statusCode: status.code, statusFr: status.labelFr, statusEn: status.labelEn })
    .from(status)
    .where(sql`${status.id} = any(${sql.param(ids)}::uuid[])`);
  return new Map(found.map(({ id, ...words }) => [id, words]));
}

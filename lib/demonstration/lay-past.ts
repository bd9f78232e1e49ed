import { and, eq, lt, sql } from "drizzle-orm";
import { category, chain, event, message, participant, project, status, ticket, ticketReopening } from "@/db/schema";
import { changeDashboard } from "@/lib/figures/change-dashboard";
import { keepCard } from "@/lib/figures/keep-card";
import { getSetting } from "@/lib/settings/setting-queries";
import { personActor, type Transaction, workspaceActor } from "@/lib/tenancy/actor";
import { takeNumbers } from "@/lib/tickets/take-number";
import { addTime } from "@/lib/timesheets/add-time";
import { changeSetting } from "@/lib/workspaces/change-setting";
import { administrator as administratorOf } from "./demonstration";
import { drawPast, type PastLife } from "./past-life";
import { type PastRows, writePast } from "./past-rows";
import { pastDashboards, pastProjects } from "./past-stories";
import { people } from "./script";

/**
 * Gives the demonstration world two years behind it, so that a year can be compared with the one before. The verbs know no other moment than now, so this writes rows as a job of the workspace:
 * tickets, what was said, and a journal that is chained and verified like any other, with the moments of the past. Idempotent.
 */
export async function layPast(accountIds: Map<string, string>): Promise<void> {
  const administrator = personActor(accountIds.get(administratorOf.mail)!, "cli");
  if (await administrator.transaction((tx) => getSetting(tx, "demonstration.pastAt"))) return;
  const idOf = (person: keyof typeof people) => accountIds.get(people[person])!;
  for (const [rank, past] of pastProjects.entries()) {
    const lives = drawPast(past, 20_260_000 + rank, new Date());
    await layProject(idOf, past.project, lives);
  }
  await layDashboards(idOf);
  await changeSetting(administrator, { key: "demonstration.pastAt", value: new Date().toISOString() });
}

/** What nadia looks at each month: for herself, and with the ministry. */
async function layDashboards(idOf: IdOf) {
  const nadia = personActor(idOf("nadia"), "cli");
  for (const { name, workspace, cards } of pastDashboards) {
    const [first, ...others] = cards;
    const { id } = await keepCard(nadia, { ...first!, name });
    for (const card of others) await keepCard(nadia, { ...card, dashboard: id });
    if (workspace) await changeDashboard(nadia, { dashboard: id, version: cards.length, name, workspace });
  }
}

type IdOf = (person: keyof typeof people) => string;

async function layProject(idOf: IdOf, key: string, lives: PastLife[]) {
  const nadia = personActor(idOf("nadia"), "cli");
  const place = await nadia.transaction(async (tx) => {
    const [found] = await tx.select().from(project).where(eq(project.key, key));
    return (await hasPast(tx, found!.id)) ? null : found!;
  });
  if (!place) return;
  const { number } = await nadia.transaction((tx) => takeNumbers(tx, place, lives.length));
  const rows = await workspaceActor(place.workspaceId).transaction(async (tx) => {
    const choices = {
      statuses: await tx.select().from(status),
      categories: await tx.select().from(category),
    };
    const written = lives.map((life, rank) => writePast(life, { place, number: number + rank, choices, idOf }));
    await insertAll(tx, written);
    return written;
  });
  await layTime(idOf, rows);
}

async function hasPast(tx: Transaction, projectId: string): Promise<boolean> {
  const old = sql`now() - interval '30 days'`;
  const [found] = await tx
    .select({ id: ticket.id })
    .from(ticket)
    .where(and(eq(ticket.projectId, projectId), lt(ticket.openedAt, old)))
    .limit(1);
  return found !== undefined;
}

/** Tables in the order in which they need each other. */
async function insertAll(tx: Transaction, written: PastRows[]) {
  // The triggers' plans are made while the tables look empty: without this they would scan what the load makes long.
  await tx.execute(sql`set local enable_seqscan = off`);
  for (let first = 0; first < written.length; first += 100) {
    const some = written.slice(first, first + 100);
    await tx.insert(ticket).values(some.map((one) => one.ticket));
    await tx.insert(participant).values(some.flatMap((one) => one.participants));
    await tx.insert(message).values(some.flatMap((one) => one.messages));
    const reopenings = some.flatMap((one) => one.reopenings);
    if (reopenings.length > 0) await tx.insert(ticketReopening).values(reopenings);
    await tx.insert(chain).values(some.map((one) => one.chain));
    await tx.insert(event).values(some.flatMap((one) => one.events));
  }
}

/** Of the work that was resolved, some was written down, by the verb: its day is told, and its line is of today. */
async function layTime(idOf: IdOf, rows: PastRows[]) {
  const worked = rows.filter(({ ticket: { resolvedAt } }) => resolvedAt).filter((_, rank) => rank % 4 === 0);
  for (const { ticket: one } of worked)
    await addTime(personActor(one.assigneeId ?? idOf("nadia"), "cli"), {
      ticket: one.reference!,
      spentOn: one.resolvedAt!.toISOString().slice(0, 10),
      accountedMinutes: 15 * (1 + (one.number! % 9)),
      realMinutes: 15 * (1 + (one.number! % 9)) + 5 * (one.number! % 4),
      description: "Analyse et correction",
    });
}

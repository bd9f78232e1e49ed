import { type SQL, sql } from "drizzle-orm";
import { readableTime, statisticsScope } from "@/lib/access/ability";
import { Invalid } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { findTimeZone } from "@/lib/accounts/preference-queries";
import type { Transaction } from "@/lib/tenancy/actor";
import { figuresDay } from "@/lib/tickets/ticket-facts";
import { streamConditions } from "@/lib/tickets/ticket-stream-queries";
import { runBacklog } from "./backlog";
import { definitions, type FigureName, figureNames, isTime, type Measure } from "./definitions";
import { type Key, nameKeys, noKey } from "./dimension-queries";
import { type Line, readBacklog, readMeasure, type Scope } from "./measure-queries";
import { listSteps, mostSteps, type Period, type Step } from "./period";
import { type Dimension, filterOf, periodOf, type StatisticsQuestion } from "./question";
import { fillTable, keyOf } from "./table";

/** Figures as rows and columns: seconds or numbers, under the step of time and the keys of each row. */
export interface Table {
  period: Period;
  step: Step | null;
  group: Dimension[];
  figures: FigureName[];
  rows: { step: string | null; keys: Key[]; values: (number | null)[] }[];
  /** Over the whole period and all keys: of delays it is no sum, nor is it where a ticket is under several keys. */
  total: (number | null)[];
}

/**
 * The figures asked, of what the asking person reads where he may read statistics. Throws Forbidden where that is nowhere, Invalid
 * when the period is upside down, too long for its step, or a figure does not exist for that person.
 */
export async function readStatistics(
  tx: Transaction,
  question: StatisticsQuestion,
  /** Of these workspaces only, when they are named. */
  among: string[] | null = null,
): Promise<Table> {
  const workspaceIds = meet(statisticsScope(await getRights(tx)), among);
  const figures = await readableFigures(tx, question, workspaceIds);
  const period = periodOf(question);
  const step = question.by ?? null;
  const steps = step ? listSteps(period, step, mostSteps) : [null];
  if (steps.length > mostSteps) throw new Invalid("too-many-figures", "by");
  const scope: Scope = {
    period,
    step: question.by,
    group: question.group,
    conditions: await conditionsOf(tx, question, workspaceIds),
  };
  const lines = await readLines(tx, figures, scope);
  const filled = fillTable(lines, { figures, steps, keyed: question.group.length > 0 });
  const names = await Promise.all(
    question.group.map((dimension, place) =>
      nameKeys(
        tx,
        dimension,
        filled.rows.map(({ keys }) => keys[place]!),
      ),
    ),
  );
  const rows = filled.rows.map(({ keys, ...row }) => ({
    ...row,
    keys: keys.map((key, place) => (key === null ? noKey : names[place]!.get(key)!)),
  }));
  return { period, step, group: question.group, figures, rows: inOrder(rows), total: filled.total };
}

const meet = (one: string[] | null, other: string[] | null) =>
  one && other ? one.filter((id) => other.includes(id)) : (one ?? other);

/** Whoever may not read time is told nothing of it: for him those figures do not exist. */
async function readableFigures(tx: Transaction, { figures }: StatisticsQuestion, workspaceIds: string[] | null) {
  const time = readableTime(await getRights(tx), workspaceIds);
  const known = figureNames.filter((name) => !isTime(name) || (name === "realTime" ? time.real : time.accounted));
  const unknown = figures.find((name) => !known.includes(name));
  if (unknown) throw new Invalid("unknown-figure", "figures", { name: unknown });
  return figures.length > 0 ? known.filter((name) => figures.includes(name)) : known;
}

/** The filters, as the list of tickets understands them, in the workspaces whose statistics may be read. */
export async function conditionsOf(
  tx: Transaction,
  question: StatisticsQuestion,
  workspaceIds: string[] | null,
): Promise<SQL[]> {
  // Days of a filter are of the reader's calendar, as in his list; only those of the period are everybody's.
  const timeZone = (await findTimeZone(tx)) ?? "Europe/Paris";
  return streamConditions(tx, {
    filter: filterOf(question),
    timeZone,
    workspaceIds: workspaceIds ?? (await ownIfFew(tx)),
  });
}

/** Past so many workspaces one walk over all tickets beats one over each. */
const mostWalked = 20;

/** For speed alone: who belongs to few workspaces of many reads no ticket of the others, and need not be asked about each. */
async function ownIfFew(tx: Transaction): Promise<string[] | null> {
  const { memberships } = await getRights(tx);
  return memberships.length > mostWalked ? null : memberships.map(({ workspaceId }) => workspaceId);
}

async function readLines(tx: Transaction, figures: FigureName[], scope: Scope) {
  await settle(tx);
  const lines = new Map<Measure, Line[]>();
  for (const measure of new Set(figures.map((name) => definitions[name].measure)))
    lines.set(measure, await (measure === "backlog" ? readBacklogs(tx, scope) : readMeasure(tx, measure, scope)));
  return lines;
}

/** A year of delays is sorted in memory rather than on disk, and no query here is long enough to be worth compiling. */
export async function settle(tx: Transaction) {
  await tx.execute(sql`select set_config('work_mem', '64MB', true), set_config('jit', 'off', true)`);
}

/** At the end of the period, or now while it lasts; by step, what it was before and what came and went since. */
async function readBacklogs(tx: Transaction, scope: Scope): Promise<Line[]> {
  const { period, step } = scope;
  const end = sql`least(${figuresDay(period.to, 1)}, now())`;
  if (!step) return readBacklog(tx, end, scope);
  const whole = await readBacklog(tx, end, { ...scope, group: [] });
  const before = (await readBacklog(tx, figuresDay(period.from), scope)).filter(
    ({ total }) => !total || scope.group.length === 0,
  );
  const flows = (await readMeasure(tx, "backlog", scope)).filter(({ total }) => !total);
  return [...runBacklog(before, flows, period, step), ...whole];
}

/** Steps first, then each key at its place. */
export function inOrder(rows: Table["rows"]): Table["rows"] {
  const place = (row: Table["rows"][number]) => [
    row.step ?? "",
    ...row.keys.map(({ rank, value }) => `${rank} ${value}`),
  ];
  const placed = rows.map((row) => ({ row, at: keyOf(place(row)) }));
  const collator = new Intl.Collator("fr");
  return placed
    .sort((a, b) => (a.row.step ?? "").localeCompare(b.row.step ?? "") || collator.compare(a.at, b.at))
    .map(({ row }) => row);
}

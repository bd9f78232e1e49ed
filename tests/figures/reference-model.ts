import { addDays, beginningOf } from "@/lib/calendar/local-moment";
import { beginningOfStep, endOfStep, type Step } from "@/lib/figures/period";

// Statistics over plain lists, in plain words, for the tests: it knows nothing of SQL.

const zone = "Europe/Paris";

export interface Fact {
  id: string;
  openedAt: Date;
  firstAnsweredAt: Date | null;
  answerWaitedMs: number | null;
  resolvedAt: Date | null;
  closedAt: Date | null;
  waitedMs: number;
  reopenings: { resolvedAt: Date | null; closedAt: Date | null; waitedMs: number; reopenedAt: Date }[];
  /** Its value for whatever is gathered by. */
  key: string | null;
}

type Figures = Record<string, number | null>;

/** The figures of some days over some tickets. */
export function figuresOf(facts: Fact[], from: string, to: string, now: Date): Figures {
  const begins = beginningOf(from, zone);
  const ends = beginningOf(addDays(to, 1), zone);
  const within = (moment: Date | null): moment is Date => moment !== null && moment >= begins && moment < ends;
  const seconds = (a: Date, b: Date) => (b.getTime() - a.getTime()) / 1000;
  const at = ends < now ? ends : now;
  const answers = facts.filter((one) => within(one.firstAnsweredAt));
  const resolutions = facts.flatMap((one) =>
    [{ resolvedAt: one.resolvedAt, waitedMs: one.waitedMs }, ...one.reopenings].flatMap(({ resolvedAt, waitedMs }) =>
      within(resolvedAt) ? [{ gross: seconds(one.openedAt, resolvedAt), waited: waitedMs / 1000 }] : [],
    ),
  );
  const closings = facts.flatMap((one) => [one, ...one.reopenings].filter(({ closedAt }) => within(closedAt)));
  const backlog = facts.filter((one) => inBacklog(one, at));
  const ages = backlog.map((one) => seconds(one.openedAt, at));
  const first = answers.map((one) => seconds(one.openedAt, one.firstAnsweredAt!));
  const firstNet = answers.map((one, place) => first[place]! - (one.answerWaitedMs ?? 0) / 1000);
  const gross = resolutions.map((one) => one.gross);
  const net = resolutions.map((one) => one.gross - one.waited);
  return {
    opened: facts.filter(({ openedAt }) => within(openedAt)).length,
    answered: answers.length,
    resolved: resolutions.length,
    closed: closings.length,
    reopened: facts.flatMap(({ reopenings }) => reopenings.filter(({ reopenedAt }) => within(reopenedAt))).length,
    backlog: begins > now ? null : backlog.length,
    ageMedian: percentile(ages, 0.5),
    ageP90: percentile(ages, 0.9),
    ageMean: mean(ages),
    answerMedian: percentile(first, 0.5),
    answerP90: percentile(first, 0.9),
    answerMean: mean(first),
    answerNetMedian: percentile(firstNet, 0.5),
    answerNetP90: percentile(firstNet, 0.9),
    answerNetMean: mean(firstNet),
    resolutionMedian: percentile(gross, 0.5),
    resolutionP90: percentile(gross, 0.9),
    resolutionMean: mean(gross),
    resolutionNetMedian: percentile(net, 0.5),
    resolutionNetP90: percentile(net, 0.9),
    resolutionNetMean: mean(net),
  };
}

function endOf({ resolvedAt, closedAt }: { resolvedAt: Date | null; closedAt: Date | null }): Date | null {
  if (!resolvedAt) return closedAt;
  return closedAt && closedAt < resolvedAt ? closedAt : resolvedAt;
}

/** Opened, and between no end and the reopening after it. */
function inBacklog(one: Fact, at: Date): boolean {
  if (one.openedAt >= at) return false;
  const rests = [{ ...one, until: null }, ...one.reopenings.map((r) => ({ ...r, until: r.reopenedAt }))];
  return !rests.some((rest) => {
    const end = endOf(rest);
    return end !== null && end < at && (rest.until === null || rest.until >= at);
  });
}

/** Between the two values that stand nearest, as PostgreSQL's percentile_cont. */
function percentile(values: number[], share: number): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)]!;
  return below + (sorted[Math.ceil(place)]! - below) * (place - Math.floor(place));
}

function mean(values: number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The steps of a period with their days in it. */
export function stepsOf(from: string, to: string, step: Step) {
  const steps: { first: string; from: string; to: string }[] = [];
  for (let first = beginningOfStep(from, step); first <= to; first = addDays(endOfStep(first, step), 1)) {
    const last = endOfStep(first, step);
    steps.push({ first, from: first < from ? from : first, to: last > to ? to : last });
  }
  return steps;
}

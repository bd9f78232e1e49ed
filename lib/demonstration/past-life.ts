import { type PastProject, pastWords } from "./past-stories";
import type { Person } from "./script";

/** One step of a ticket's past: who did what, when, and what was said. */
export interface PastStep {
  at: Date;
  by: Person;
  said?: string;
  /** The status that it led to. */
  to?: string;
  assigned?: boolean;
}

/** A ticket that was: how it was opened, then what happened to it, in order. */
export interface PastLife {
  title: string;
  category: string;
  kind: "incident" | "request";
  impact: number;
  urgency: number;
  requester: Person;
  agent: Person;
  channel: "web" | "mail" | "phone" | "monitoring";
  initiator: "beneficiary" | "titulaire";
  openedAt: Date;
  steps: PastStep[];
}

/** Numbers between 0 and 1 from a seed, the same in every demonstration world (mulberry32). */
export function drawFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const hour = 3_600_000;
const day = 24 * hour;

/** The lives of a project's tickets over the two years that end now, the oldest first: nothing of them is still to come. */
export function drawPast({ count, requesters, subjects }: PastProject, seed: number, now: Date): PastLife[] {
  const draw = drawFrom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(draw() * list.length)]!;
  /** Mostly short, sometimes long: as delays are. */
  const about = (hours: number) => Math.round(hours * hour * Math.exp((draw() + draw() + draw() - 1.5) * 1.6));
  return Array.from({ length: count }, () => workday(now, draw))
    .sort((a, b) => a.getTime() - b.getTime())
    .map((openedAt) => {
      const [title, category, kind] = pick(subjects);
      const watched = kind === "incident" && category === "exploitation" && draw() < 0.5;
      const agent: Person = draw() < 0.7 ? "nadia" : "oscar";
      const steps = live({ openedAt, now, draw, pick, about, agent, requester: pick(requesters) });
      return {
        ...{ title, category, kind, agent, openedAt, steps: steps.done, requester: steps.requester },
        impact: pick([2, 2, 3, 3, 3, 4]),
        urgency: kind === "incident" ? pick([1, 2, 2, 3, 3]) : pick([3, 3, 4]),
        channel: watched ? "monitoring" : pick(["web", "web", "web", "mail", "mail", "phone"] as const),
        initiator: watched ? "titulaire" : "beneficiary",
      };
    });
}

/** Sometime in the last two years, the second one a little busier, in working hours far more often than not, with quieter holidays and busier autumns. */
function workday(now: Date, draw: () => number): Date {
  for (;;) {
    const moment = new Date(now.getTime() - 2 * hour - draw() ** 1.15 * 725 * day);
    const [weekday, month, at] = [moment.getUTCDay(), moment.getUTCMonth(), moment.getUTCHours()];
    const busy = (weekday % 6 === 0 ? 0.06 : 1) * (month === 7 ? 0.45 : month >= 8 && month <= 10 ? 1 : 0.75);
    if (draw() < busy * (at >= 7 && at <= 17 ? 1 : 0.08)) return moment;
  }
}

interface Drawing {
  openedAt: Date;
  now: Date;
  draw: () => number;
  pick: <T>(list: readonly T[]) => T;
  about: (hours: number) => number;
  agent: Person;
  requester: Person;
}

function live({ openedAt, now, draw, pick, about, agent, requester }: Drawing) {
  const steps: PastStep[] = [];
  let at = openedAt.getTime();
  const after = (delay: number, step: Omit<PastStep, "at">) => {
    at += Math.max(60_000, delay);
    steps.push({ at: new Date(at), ...step });
  };
  if (draw() < 0.03) after(about(9), { by: requester, to: "cancelled" });
  else {
    after(about(1.2), { by: agent, assigned: true });
    after(about(1.5), { by: agent, said: pick(pastWords.first), to: "in-progress" });
    if (draw() < 0.35) {
      after(about(4), { by: agent, said: pick(pastWords.asks), to: "waiting-requester" });
      after(about(22), { by: requester, said: pick(pastWords.answers), to: "in-progress" });
    }
    after(about(draw() < 0.15 ? 260 : 26), { by: agent, said: pick(pastWords.resolves), to: "resolved" });
    if (draw() < 0.09) {
      after(about(30), { by: requester, said: pick(pastWords.reopens), to: "in-progress" });
      after(about(30), { by: agent, said: pick(pastWords.resolves), to: "resolved" });
    }
    if (draw() < 0.9) after(about(40), { by: requester, to: "closed" });
  }
  return { requester, done: steps.filter((step) => step.at <= now) };
}

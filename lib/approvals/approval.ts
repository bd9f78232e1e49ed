import { Conflict, Forbidden, Invalid } from "@/lib/access/refusals";

/** What is decided: the change (or any ticket that waits for a word), or a stage of a release. */
export const subjects = ["change", "preProduction", "production"] as const;
export type Subject = (typeof subjects)[number];

export const verdicts = ["approve", "refuse"] as const;
export type Verdict = (typeof verdicts)[number];

export type ApprovalState = "pending" | "approved" | "refused" | "lapsed" | "withdrawn";

/** One line of what was decided; a later one of the same seat supersedes it. */
export interface DecisionLine {
  seat: string;
  by: string;
  verdict: Verdict;
  reason: string | null;
  at: Date;
}

/** Somebody of whom the decision is asked. */
export interface Seat {
  accountId: string;
  /** Whether he may still decide there. */
  able: boolean;
  /** Who stands in for him today. */
  deputies: string[];
}

export interface Standing {
  state: ApprovalState;
  /** The ticket is no longer what was approved. */
  edited: boolean;
  /** The work has begun, or the ticket is over: what was decided is no longer taken back. */
  carriedOut: boolean;
  given: boolean;
  needed: number;
  askedBy: string;
  seats: Seat[];
  decisions: DecisionLine[];
}

/** How it stands, said by what was approved and what stands now: an edit undoes it before anybody has written so. */
export function stateOf({ state, edited }: Pick<Standing, "state" | "edited">): ApprovalState {
  return edited && (state === "pending" || state === "approved") ? "lapsed" : state;
}

/** The last word of a seat. */
export function lastDecision({ decisions }: Pick<Standing, "decisions">, seat: string): DecisionLine | null {
  return decisions.findLast((line) => line.seat === seat) ?? null;
}

/** Whether those who may still decide are too few: somebody lost the right, and another approver is needed. */
export function lacksApprovers(standing: Standing): boolean {
  if (stateOf(standing) !== "pending") return false;
  const hoped = standing.seats.filter(({ accountId, able }) => {
    const last = lastDecision(standing, accountId);
    return last ? last.verdict === "approve" : able;
  });
  return hoped.length < standing.needed;
}

/** The seats for which somebody may decide now: his own, and those of whom he is the deputy. */
export function seatsOf(standing: Standing, accountId: string): Seat[] {
  if (standing.askedBy === accountId || standing.given || !isOpen(standing)) return [];
  return standing.seats.filter(
    (seat) =>
      seat.able &&
      (seat.accountId === accountId || seat.deputies.includes(accountId)) &&
      !standing.decisions.some((line) => line.by === accountId && line.seat !== seat.accountId),
  );
}

/** Pending; or settled, as long as nothing was carried out, for whoever changes his mind. */
function isOpen(standing: Standing): boolean {
  const state = stateOf(standing);
  return state === "pending" || ((state === "approved" || state === "refused") && !standing.carriedOut);
}

export interface AskedDecision {
  by: string;
  /** Whether the one who decides may decide on this ticket at all. */
  able: boolean;
  seat?: string;
  verdict: Verdict;
  reason?: string;
}

/** The seat for which a decision counts. Throws, in order: what became of the approval, whose it is, what it says. */
export function judgeDecision(standing: Standing, asked: AskedDecision): Seat {
  ensureOpen(standing);
  if (standing.askedBy === asked.by) throw new Forbidden("not-your-own-approval");
  const mine = standing.seats.filter((seat) => seat.accountId === asked.by || seat.deputies.includes(asked.by));
  const own = mine.find((seat) => seat.accountId === asked.by) ?? mine[0];
  const seat = asked.seat ? mine.find(({ accountId }) => accountId === asked.seat) : own;
  if (!seat) throw new Forbidden("not-an-approver");
  if (!seat.able || !asked.able) throw new Forbidden("approver-lost-right");
  if (standing.decisions.some((line) => line.by === asked.by && line.seat !== seat.accountId))
    throw new Conflict("decided-otherwise");
  const last = lastDecision(standing, seat.accountId);
  if (last?.by === asked.by && last.verdict === asked.verdict) throw new Conflict("already-decided");
  if (asked.verdict === "refuse" && !asked.reason) throw new Invalid("reason-needed", "reason");
  return seat;
}

function ensureOpen(standing: Standing) {
  const state = stateOf(standing);
  if (state === "lapsed") throw new Conflict("approval-lapsed");
  if (state === "withdrawn") throw new Conflict("approval-withdrawn");
  if (standing.given || !isOpen(standing)) throw new Conflict("approval-settled");
}

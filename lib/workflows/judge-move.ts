import { findStatus, type MoveName, type Mover, movesFrom, type Workflow, type WorkflowMove } from "./workflow";

/** What a move depends on: where the ticket stands, who asks, what is filled in, and whether it was approved. */
export interface MoveFacts {
  status: string;
  roles: readonly Mover[];
  filled: (field: string) => boolean;
  approved: boolean;
}

export type WantedMove = { to: string } | { name: MoveName };

export type MoveVerdict =
  | { allowed: true; move: WorkflowMove }
  | { allowed: false; reason: "no-such-move"; to: string[] }
  | { allowed: false; reason: "not-yours"; move: WorkflowMove }
  | { allowed: false; reason: "approval-needed"; move: WorkflowMove }
  | { allowed: false; reason: "fields-needed"; move: WorkflowMove; missing: string[] };

/** Says whether somebody may make a move, and if not, what is in the way; of several moves the one that is nearest to allowed. */
export function judgeMove(workflow: Workflow, facts: MoveFacts, wanted: WantedMove): MoveVerdict {
  const leaving = movesFrom(workflow, facts.status);
  const verdicts = leaving
    .filter((move) => ("to" in wanted ? move.to === wanted.to : move.name === wanted.name))
    .map((move) => judgeOne(workflow, facts, move));
  const [nearest] = verdicts.sort((one, other) => distance(one) - distance(other));
  if (nearest) return nearest;
  const open = leaving.filter((move) => move.by.some((mover) => facts.roles.includes(mover)));
  return { allowed: false, reason: "no-such-move", to: [...new Set(open.map(({ to }) => to))] };
}

/** The statuses to which this person may move the ticket, each once, in their order, with what is still in the way. */
export function offeredMoves(workflow: Workflow, facts: MoveFacts): (MoveVerdict & { move: WorkflowMove })[] {
  return workflow.statuses
    .map(({ code }) => judgeMove(workflow, facts, { to: code }))
    .filter((verdict) => "move" in verdict && (verdict.allowed || verdict.reason !== "not-yours")) as never;
}

function judgeOne(workflow: Workflow, facts: MoveFacts, move: WorkflowMove): MoveVerdict {
  if (!move.by.some((mover) => facts.roles.includes(mover))) return { allowed: false, reason: "not-yours", move };
  const missing = move.fields.filter((field) => !facts.filled(field));
  if (missing.length > 0) return { allowed: false, reason: "fields-needed", move, missing };
  if (findStatus(workflow, move.to)?.requiresApproval && !facts.approved)
    return { allowed: false, reason: "approval-needed", move };
  return { allowed: true, move };
}

const order = ["approval-needed", "fields-needed", "not-yours", "no-such-move"];

function distance(verdict: MoveVerdict): number {
  return verdict.allowed ? -1 : order.indexOf(verdict.reason);
}

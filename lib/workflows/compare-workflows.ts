import { findStatus, type Workflow, type WorkflowMove } from "./workflow";

/** What differs between two versions, by the codes of statuses; moves as `from to`. */
export interface WorkflowDifference {
  any: boolean;
  added: string[];
  removed: string[];
  changed: string[];
  movesAdded: [from: string, to: string][];
  movesRemoved: [from: string, to: string][];
}

export function compareWorkflows(before: Workflow, after: Workflow): WorkflowDifference {
  const codes = (workflow: Workflow) => workflow.statuses.map(({ code }) => code);
  const added = codes(after).filter((code) => !findStatus(before, code));
  const removed = codes(before).filter((code) => !findStatus(after, code));
  const changed = codes(after).filter((code) => {
    const old = findStatus(before, code);
    return old && textOf(old) !== textOf(findStatus(after, code)!);
  });
  const movesAdded = missingFrom(before, after);
  const movesRemoved = missingFrom(after, before);
  const lists = { added, removed, changed, movesAdded, movesRemoved };
  const reordered = codes(before).join() !== codes(after).join();
  return { any: reordered || Object.values(lists).some((list) => list.length > 0), ...lists };
}

function missingFrom(one: Workflow, other: Workflow): [string, string][] {
  const known = new Set(one.moves.map(moveText));
  return other.moves.filter((move) => !known.has(moveText(move))).map(({ from, to }) => [from, to]);
}

function moveText({ from, to, by, fields, name }: WorkflowMove): string {
  return JSON.stringify([from, to, [...by].sort(), [...fields].sort(), name ?? null]);
}

function textOf(status: object): string {
  return JSON.stringify(Object.entries(status).sort(([one], [other]) => one.localeCompare(other)));
}

import { overlaps, type Window } from "./window";

/** A planned ticket, as far as conflicts go. */
export interface Planned extends Window {
  id: string;
  workspaceId: string;
  projectId: string;
  phase: string;
  /** The release that it is part of, or the changes that it releases: those do not stand in each other's way. */
  together: string[];
}

export interface FrozenSpan extends Window {
  id: string;
  workspaceId: string;
  /** Null: the whole workspace. */
  projectId: string | null;
}

export interface Conflicts<Other, Frozen> {
  /** Other windows of the same project at the same time: said, not refused. */
  overlapping: Other[];
  /** Refused, unless a reason is given. */
  freezes: Frozen[];
}

/** What stands in the way of one window. */
export function conflictsOf<Other extends Planned, Frozen extends FrozenSpan>(
  one: Planned,
  others: Other[],
  freezes: Frozen[],
): Conflicts<Other, Frozen> {
  return {
    overlapping: others.filter((other) => standInTheWay(one, other)),
    freezes: freezes.filter((freeze) => isFrozen(one, freeze)),
  };
}

/** The same for every window of a calendar, by ticket; sorted once, so that a year of them costs no more than its overlaps. */
export function conflictsAmong<One extends Planned, Frozen extends FrozenSpan>(
  planned: One[],
  freezes: Frozen[],
): Map<string, Conflicts<One, Frozen>> {
  const found = new Map(planned.map((one) => [one.id, conflictsOf<One, Frozen>(one, [], freezes)]));
  for (const ofProject of Map.groupBy(planned, ({ projectId }) => projectId).values()) {
    const inOrder = ofProject.toSorted((a, b) => a.start.getTime() - b.start.getTime());
    for (const [index, one] of inOrder.entries())
      for (let next = index + 1; next < inOrder.length && inOrder[next]!.start < one.end; next++)
        if (standInTheWay(one, inOrder[next]!)) {
          found.get(one.id)!.overlapping.push(inOrder[next]!);
          found.get(inOrder[next]!.id)!.overlapping.push(one);
        }
  }
  return found;
}

function standInTheWay(one: Planned, other: Planned): boolean {
  return (
    other.id !== one.id &&
    other.projectId === one.projectId &&
    isAhead(one) &&
    isAhead(other) &&
    !one.together.includes(other.id) &&
    !other.together.includes(one.id) &&
    overlaps(one, other)
  );
}

function isFrozen(one: Planned, freeze: FrozenSpan): boolean {
  const covered =
    freeze.workspaceId === one.workspaceId && (freeze.projectId === null || freeze.projectId === one.projectId);
  return covered && isAhead(one) && overlaps(one, freeze);
}

/** What is done, refused or given up stands in nobody's way. */
function isAhead({ phase }: Planned): boolean {
  return phase !== "resolved" && phase !== "closed";
}

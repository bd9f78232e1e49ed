import { z } from "zod";

/** `down`: what an outage of the item touches; `up`: what, failing, would touch the item. */
export const directions = ["down", "up"] as const;
export const Direction = z.enum(directions);
export type Direction = z.infer<typeof Direction>;

/** One relation along which an outage travels, in the direction of the walk. */
export interface Step {
  relationId: string;
  fromItemId: string;
  itemId: string;
}

/**
 * The shortest way from `start` to each item that the steps lead to, as the steps that make it, nearest items first; each item comes once,
 * however many circles lead back to it. Of two ways as short, the one whose relation has the smaller id, so that the answer is always the same.
 */
export function shortestWays(start: string, steps: readonly Step[]): Map<string, Step[]> {
  const onward = Map.groupBy(
    steps.toSorted((a, b) => (a.relationId < b.relationId ? -1 : 1)),
    ({ fromItemId }) => fromItemId,
  );
  const ways = new Map<string, Step[]>([[start, []]]);
  // A Map is walked in the order of its keys, those added meanwhile included: breadth first.
  for (const [itemId, way] of ways)
    for (const step of onward.get(itemId) ?? []) if (!ways.has(step.itemId)) ways.set(step.itemId, [...way, step]);
  ways.delete(start);
  return ways;
}

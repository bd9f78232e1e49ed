import { NotFound } from "@/lib/access/refusals";
import { AsOf, momentOf } from "@/lib/items/as-of";
import { readItemAsOf } from "@/lib/items/item-as-of-queries";
import type { Item } from "@/lib/items/item-queries";
import { compareStates, type StateDifference } from "@/lib/items/item-state";
import { readItemAt } from "@/lib/items/item-version-queries";
import type { Transaction } from "@/lib/tenancy/actor";

export interface Past {
  at: string | null;
  against: string | null;
  /** The item as it was at the end of the day `at`; null for today, or when it was not laid yet. */
  item: Item | null;
  differences: StateDifference[] | null;
}

/** What the address asks of the past: the item at the end of a day (`at`), and what differs from another one (`with`). */
export async function readAsOf(
  tx: Transaction,
  item: Item,
  asked: Record<string, string | string[] | undefined>,
  timeZone: string,
): Promise<Past> {
  const [at, against] = [dayOf(asked.at), dayOf(asked.with)];
  const stateOn = async (day: string | null) => {
    const found = await readItemAt(tx, item, day ? momentOf(day, timeZone) : momentOf("9999-12-30", timeZone));
    return found?.state ?? null;
  };
  const then = at ? await readItemAsOf(tx, item, momentOf(at, timeZone)).catch(nothing) : null;
  if (!against) return { at, against, item: then, differences: null };
  const [first, second] = [against, at ?? "9999-12-30"].sort();
  const [before, after] = [await stateOn(first!), await stateOn(second!)];
  return { at, against, item: then, differences: before && after ? compareStates(before, after) : null };
}

function nothing(error: unknown): null {
  if (error instanceof NotFound) return null;
  throw error;
}

function dayOf(asked: string | string[] | undefined): string | null {
  const read = AsOf.safeParse(asked);
  return read.success && read.data.length === 10 ? read.data : null;
}

import { countableOf, type FigureName } from "@/lib/figures/definitions";
import type { Key } from "@/lib/figures/dimension-queries";
import type { Period } from "@/lib/figures/period";
import type { Dimension } from "@/lib/figures/question";
import { filterEntries } from "./address";

/** How the list of tickets says that there is none. */
const none: Partial<Record<Dimension, string>> = { category: "-", assignee: "nobody", item: "none", site: "none" };

export interface Ground {
  query: Record<string, string>;
  /** The workspaces to which the list must be held to show what was counted. */
  scopeKeys: string[] | null;
}

/** The list of the very tickets behind a figure of some days under some keys. */
export function ticketsBehind(
  { query, scopeKeys }: Ground,
  name: FigureName,
  { from, to }: Period,
  keys: [Dimension, Key][] = [],
): string {
  const counted = countableOf(name);
  const asked: Record<string, string> = Object.fromEntries(filterEntries(query));
  if (scopeKeys) asked.workspace = heldTo(scopeKeys, asked.workspace);
  for (const [dimension, { value }] of keys) asked[dimension] = value ?? none[dimension] ?? "-";
  Object.assign(asked, { counted, ...(counted === "backlog" ? {} : { countedFrom: from }), countedTo: to });
  return `/tickets?${new URLSearchParams(asked).toString().replaceAll("%2C", ",")}`;
}

function heldTo(scope: string[], asked: string | undefined): string {
  const named = asked?.split(",").filter((key) => scope.includes(key));
  // A workspace that is asked and not covered counts nothing: neither does the list.
  return named ? named.join(",") || "-" : scope.join(",");
}

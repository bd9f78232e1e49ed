import { ItemFilter } from "@/lib/items/item-filter";

type Asked = Record<string, string | string[] | undefined>;

export const listPath = "/items";

const names = Object.keys(ItemFilter.shape) as (keyof ItemFilter)[];

/** What the address of the list asks; what cannot be understood is left out, never a broken page. */
export function readAddress(asked: Asked) {
  const query: Partial<Record<keyof ItemFilter, string>> = {};
  for (const name of names) {
    const value = asked[name];
    if (typeof value === "string" && value.trim() !== "" && ItemFilter.shape[name].safeParse(value).success)
      query[name] = value;
  }
  const after = typeof asked.after === "string" ? asked.after.slice(0, 1_000) : undefined;
  return { query, filter: ItemFilter.parse(query), after };
}

export type ItemQuery = ReturnType<typeof readAddress>["query"];

/** The same list with these changes; an empty value takes a name away. */
export function addressOf(query: ItemQuery, changes: Record<string, string> = {}): string {
  const words = new URLSearchParams(
    Object.entries({ ...query, ...changes }).filter(([, value]) => value !== ""),
  ).toString();
  return words ? `${listPath}?${words}` : listPath;
}

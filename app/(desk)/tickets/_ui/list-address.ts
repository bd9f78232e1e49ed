import type { z } from "zod";
import { type sorts, TicketFilter } from "@/lib/tickets/ticket-filter";

type Query = Record<string, string>;
type Asked = Record<string, string | string[] | undefined>;

export const listPath = "/tickets";

/** The names of filters in their order on the screen. */
export const filterNames = (Object.keys(TicketFilter.shape) as (keyof TicketFilter)[]).filter(
  (name) => name !== "sort" && name !== "direction" && name !== "field",
);

/** Before the code of a field of the workspace: `field.site=portail`. */
export const fieldPrefix = "field.";

/** The names of a query that ask for the value of a field. */
export const fieldNamesOf = (query: Query) => Object.keys(query).filter((name) => name.startsWith(fieldPrefix));

/** What the address of a list asks: what cannot be understood is left out and named, never a broken page. */
export function readAddress(asked: Asked) {
  const query: Query = {};
  const unknown: string[] = [];
  for (const [name, value] of Object.entries(asked)) {
    const text = Array.isArray(value) ? value.join(",") : (value ?? "");
    if (text === "" || ["after", "more", "_rsc"].includes(name)) continue;
    if (isSound(name, text)) query[name] = text;
    else unknown.push(name.slice(0, 40));
  }
  const after = typeof asked.after === "string" ? asked.after.slice(0, 200) : undefined;
  return { query, filter: filterOf(query), after, more: asked.more === "1", unknown };
}

function filterOf(query: Query): TicketFilter {
  return TicketFilter.parse(askedOf(query));
}

/** What a query asks, as the schema of filters takes it. */
export function askedOf(query: Query): z.input<typeof TicketFilter> {
  const asked = fieldNamesOf(query).map((name) => [name.slice(fieldPrefix.length), query[name]!] as const);
  const others = Object.fromEntries(Object.entries(query).filter(([name]) => !name.startsWith(fieldPrefix)));
  return asked.length > 0 ? { ...others, field: Object.fromEntries(asked) } : others;
}

function isSound(name: string, text: string): boolean {
  if (name === "field") return false;
  if (name.startsWith(fieldPrefix))
    return TicketFilter.shape.field.safeParse({ [name.slice(fieldPrefix.length)]: text }).success;
  return (
    Object.hasOwn(TicketFilter.shape, name) && TicketFilter.shape[name as keyof TicketFilter].safeParse(text).success
  );
}

/** The same list with these changes; an empty value takes a name away. Pages start again. */
export function addressOf(query: Query, changes: Query = {}): string {
  const words = new URLSearchParams(
    Object.entries({ ...query, ...changes }).filter(([, value]) => value !== ""),
  ).toString();
  // Commas are common in these addresses and mean nothing to a query: readable is better.
  return words ? `${listPath}?${words.replaceAll("%2C", ",")}` : listPath;
}

/** The same list sorted by a column; asking for the column in use turns its direction. */
export function sortedBy(query: Query, sort: (typeof sorts)[number]): string {
  const current = query.sort ?? "updated";
  // 1 is the highest priority: the first click shows what matters most, or what is newest.
  const usual = sort === "priority" ? "asc" : "desc";
  const turned = (query.direction ?? "desc") === "desc" ? "asc" : "desc";
  const direction = current === sort ? turned : usual;
  return addressOf(query, { sort: sort === "updated" ? "" : sort, direction: direction === "desc" ? "" : direction });
}

import { PackageFilter } from "@/lib/deposits/package-queries";

type Asked = Record<string, string | string[] | undefined>;
type Name = keyof typeof PackageFilter.shape;
export type DepositQuery = Partial<Record<Name, string>>;

/** What the address of the list asks; what cannot be understood is left out, never a broken page. */
export function readAddress(asked: Asked) {
  const query: DepositQuery = {};
  for (const name of Object.keys(PackageFilter.shape) as Name[]) {
    const value = asked[name];
    if (typeof value === "string" && PackageFilter.shape[name].safeParse(value).success) query[name] = value;
  }
  const after = typeof asked.after === "string" && /^[0-9a-f-]{36}$/.test(asked.after) ? asked.after : undefined;
  return { query, filter: PackageFilter.parse(query), after };
}

/** The same list with these changes; an empty value takes a name away. */
export function addressOf(project: string, query: DepositQuery, changes: Record<string, string> = {}): string {
  const words = new URLSearchParams(
    Object.entries({ ...query, ...changes }).filter(([, value]) => value !== ""),
  ).toString();
  return words ? `/deposits/${project}?${words}` : `/deposits/${project}`;
}

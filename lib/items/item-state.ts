import type { FieldValue } from "@/lib/workspaces/field";
import type { ItemStatus } from "./item";

/** How an item stood: every column that a person may change, as its versions keep them. */
export interface ItemState {
  typeId: string;
  projectId: string | null;
  name: string;
  externalKey: string | null;
  status: ItemStatus;
  criticality: number;
  ownerId: string | null;
  startsOn: string | null;
  expiresOn: string | null;
  values: Record<string, FieldValue>;
}

/** One fact that differs between two states: a column by its name, or `values.<code>` for a field of the type. */
export interface StateDifference {
  fact: string;
  before: unknown;
  after: unknown;
}

const columns = [
  "name",
  "externalKey",
  "projectId",
  "status",
  "criticality",
  "ownerId",
  "startsOn",
  "expiresOn",
] as const satisfies (keyof ItemState)[];

/** What differs between two states of one item, columns first, then fields by their codes. */
export function compareStates(before: ItemState, after: ItemState): StateDifference[] {
  const codes = [...new Set([...Object.keys(before.values), ...Object.keys(after.values)])].sort();
  return [
    ...columns.map((fact) => ({ fact: fact as string, before: before[fact], after: after[fact] })),
    ...codes.map((code) => ({
      fact: `values.${code}`,
      before: before.values[code] ?? null,
      after: after.values[code] ?? null,
    })),
  ].filter(({ before: was, after: is }) => was !== is);
}

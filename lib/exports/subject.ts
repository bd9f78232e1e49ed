import type { Transaction } from "@/lib/tenancy/actor";
import type { Cell, Column } from "./sheet";
import type { Language, Words } from "./words";

/** Through whose eyes and in whose words something is exported. */
export interface Reading {
  tx: Transaction;
  language: Language;
  timeZone: string;
  /** Where the person may export; null: wherever he reads. */
  workspaceIds: string[] | null;
}

/** A column that can be chosen. `usual`: there unless others are named; `summed`: its total is told. */
export interface OfferedColumn extends Omit<Column, "title"> {
  name: string;
  title: Words;
  usual: boolean;
  summed?: boolean;
}

/** What was asked of a subject, understood: its columns, how many rows, and the rows themselves. */
export interface Opened {
  columns: OfferedColumn[];
  /** The filters in words, for the sheet that recalls them. */
  filters: { label: string; value: string }[];
  /** How many rows, counted no further than `most`. */
  count(most?: number): Promise<number>;
  /** The cells of these columns, in their order. */
  batches(columns: string[]): AsyncIterable<Cell[][]>;
}

/** Something that can be exported: a list, or a statistic. */
export interface Subject {
  title: Words;
  /** Understands a query, as it stands in the address of the list. Throws ZodError or Invalid. */
  open(reading: Reading, query: string): Promise<Opened>;
}

/** A column and how it is read from a row. */
export interface RowColumn<Row> extends OfferedColumn {
  cell(row: Row): Cell;
}

/** The cells of the named columns, batch by batch. */
export async function* cellsOf<Row>(
  columns: RowColumn<Row>[],
  names: string[],
  batches: AsyncIterable<Row[]>,
): AsyncGenerator<Cell[][]> {
  const chosen = names.map((name) => columns.find((column) => column.name === name)!);
  for await (const rows of batches) yield rows.map((row) => chosen.map(({ cell }) => cell(row)));
}

/** The values of a query text, each name once; `field.site` stays as it is written. */
export function valuesOf(query: string): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query))
    if (value !== "") values[name] = values[name] === undefined ? value : `${values[name]},${value}`;
  return values;
}

/** What a cell holds, and so what a spreadsheet may do with it. */
export type CellType = "text" | "integer" | "number" | "date" | "moment" | "duration" | "boolean";

/** A date is `2026-11-24`, a moment a Date, a duration a number of seconds; null is an empty cell. */
export type Cell = string | number | boolean | Date | null;

export interface Column {
  title: string;
  type: CellType;
  /** In characters. */
  width: number;
}

/** A line of the sheet that recalls what was exported. */
export interface Fact {
  label: string;
  type: CellType;
  value: Cell;
}

/** What the writer saw go by, for the facts that are known only at the end. */
export interface Written {
  rows: number;
  /** Texts cut at what a cell of the format can hold. */
  cut: number;
}

/** A table to write, whatever the format: its rows come in batches and are never all in memory. */
export interface Sheet {
  title: string;
  columns: Column[];
  batches: AsyncIterable<Cell[][]>;
  /** Asked once all rows are written. */
  facts(written: Written): Promise<Fact[]>;
  factsTitle: string;
  language: "fr" | "en";
  timeZone: string;
  /** Who exports: the document's author. */
  author: string;
}

export const formats = ["xlsx", "ods", "csv"] as const;
export type Format = (typeof formats)[number];

export const mediaTypes: Record<Format, string> = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  ods: "application/vnd.oasis.opendocument.spreadsheet",
  csv: "text/csv; charset=utf-8",
};

/** The rows that a sheet of XLSX and of LibreOffice holds, its header included; what follows goes on in the next one. */
export const rowsOfSheet = 1_048_576;

/** The name of a sheet, in what both formats allow (31 characters, none of `[]:*?/\`), and its rank after the first. */
export function sheetName(title: string, rank: number): string {
  const suffix = rank === 1 ? "" : ` (${rank})`;
  const name = title.replace(/[[\]:*?/\\]/g, " ").replace(/^'|'$/g, " ");
  return name.slice(0, 31 - suffix.length).trim() + suffix;
}

/** What a spreadsheet may be, so that no file takes the machine with it. */
export interface SheetLimits {
  /** Bytes of the file. */
  bytes: number;
  /** Bytes of all that a ZIP says it holds, once inflated. */
  inflated: number;
  rows: number;
  columns: number;
  /** Characters of a cell; what is past them is cut, and one more is left for who must refuse it. */
  cell: number;
  /** Milliseconds for the whole reading. */
  deadline: number;
}

export const defaultSheetLimits: SheetLimits = {
  bytes: 100 * 1024 ** 2,
  inflated: 1024 ** 3,
  rows: 200_000,
  columns: 200,
  cell: 20_000,
  deadline: 180_000,
};

/** A line that says something, by its number in the sheet (from 1), its cells as texts without empty ones at its end. */
export interface SheetRow {
  line: number;
  cells: string[];
}

/** How the file was understood. */
export interface SheetFacts {
  format: "csv" | "xlsx" | "ods";
  /** Of a CSV. */
  encoding?: string;
  separator?: string;
  /** The sheet that was read: the first one in sight. */
  sheet?: string;
  /** Those that were not. */
  otherSheets: string[];
}

export interface OpenSheet {
  /** Whole once the rows were read. */
  facts: SheetFacts;
  rows: AsyncIterable<SheetRow>;
}

/** A file that is no spreadsheet, or too much of one; `code` is a key of the catalogue area `refusals`. */
export class UnreadableSheet extends Error {
  constructor(
    readonly code: string,
    readonly details: Record<string, string | number> = {},
  ) {
    super(code);
  }
}

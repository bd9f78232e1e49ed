import { type SheetLimits, type SheetRow, UnreadableSheet } from "./sheet";

/** Leaves out rows that say nothing and empty cells at the end of others; cuts long cells. Throws UnreadableSheet past the limits. */
export async function* tidyRows(
  rows: AsyncIterable<SheetRow>,
  { rows: mostRows, columns, cell }: SheetLimits,
): AsyncGenerator<SheetRow> {
  let count = 0;
  for await (const { line, cells } of rows) {
    const tidy = cells.map((text) => tidyCell(text, cell));
    while (tidy.length > 0 && tidy.at(-1) === "") tidy.pop();
    if (tidy.length === 0) continue;
    if (tidy.length > columns) throw new UnreadableSheet("sheet-too-wide", { line, most: columns });
    count += 1;
    // The first one holds the titles.
    if (count > mostRows + 1) throw new UnreadableSheet("sheet-too-long", { most: mostRows });
    yield { line, cells: tidy };
  }
}

/** PostgreSQL holds no NUL: another control character stands for it, and is refused by whoever judges the cell. */
function tidyCell(text: string, most: number): string {
  const cut = text.length > most ? text.slice(0, most + 1) : text;
  return cut.replaceAll("\0", "\u0001").toWellFormed().trim();
}

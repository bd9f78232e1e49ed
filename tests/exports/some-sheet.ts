import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";
import type { Cell, CellType, Format, Sheet } from "@/lib/exports/sheet";
import { writeCsv } from "@/lib/exports/write-csv";
import { writeOds } from "@/lib/exports/write-ods";
import { writeXlsx } from "@/lib/exports/write-xlsx";

/** A sheet of these columns and rows. */
export function sheetOf(types: CellType[], rows: Cell[][], more: Partial<Sheet> = {}): Sheet {
  return {
    title: "Essai",
    columns: types.map((type, place) => ({ title: `C${place + 1}`, type, width: 18 })),
    batches: (async function* () {
      for (let from = 0; from < rows.length; from += 100) yield rows.slice(from, from + 100);
    })(),
    facts: async ({ rows, cut }) => [
      { label: "Lignes", type: "integer", value: rows },
      { label: "Coupés", type: "integer", value: cut },
    ],
    factsTitle: "Filtres",
    language: "fr",
    timeZone: "Europe/Paris",
    author: "Camille",
    ...more,
  };
}

/** The bytes of a sheet. */
export async function write(format: Format, sheet: Sheet, rowsEach?: number): Promise<Buffer> {
  const sink = new PassThrough();
  const bytes = buffer(sink);
  if (format === "csv") await writeCsv(sheet, sink);
  else await (format === "ods" ? writeOds : writeXlsx)(sheet, sink, rowsEach);
  return bytes;
}

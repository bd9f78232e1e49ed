import { Readable } from "node:stream";
import type { Actor } from "@/lib/tenancy/actor";
import type { ImportRefusal } from "./item-import";
import { getItemImport, listLines } from "./item-import-queries";

const atOnce = 1_000;

/** The refused lines of an import as a CSV that can be mended and imported: as they were, and why. Throws NotFound. */
export async function streamRefusals(
  actor: Actor,
  importId: string,
  words: { line: string; reason: string; say: (refusal: ImportRefusal) => string },
) {
  const read = await actor.transaction((tx) => getItemImport(tx, importId));
  async function* rows() {
    const { titles } = read.columns;
    yield `\uFEFF${rowOf([...titles, words.line, words.reason])}`;
    for (let after: number | undefined; ; ) {
      const asked = { action: "refuse" as const, after, limit: atOnce };
      const page = await actor.transaction((tx) => listLines(tx, read.id, asked));
      for (const { line, cells, reason } of page.lines)
        yield rowOf([...titles.map((_, place) => cells[place] ?? ""), String(line), reason ? words.say(reason) : ""]);
      if (page.after === null) return;
      after = page.after;
    }
  }
  return {
    name: `${read.name.replace(/\.\w+$/, "")} - refus.csv`,
    type: "text/csv; charset=utf-8",
    body: Readable.from(rows()),
  };
}

function rowOf(cells: string[]): string {
  return `${cells.map(cellOf).join(";")}\r\n`;
}

/** A text that a spreadsheet would run as a formula is made one that it shows (OWASP, CSV injection). */
function cellOf(text: string): string {
  const shown = /^[=+\-@\t\r]/.test(text) && !/^[+-]?[\d\s.,]+$/.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown;
}

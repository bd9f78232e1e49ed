import { Parser } from "htmlparser2";
import type { Archive } from "./archive";
import { OdsTable } from "./ods-table";
import { type OpenSheet, type SheetFacts, type SheetLimits, type SheetRow, UnreadableSheet } from "./sheet";

/** The first sheet in sight of an OpenDocument spreadsheet, read as it is inflated: nothing of it is held but the row at hand. */
export async function openOds(archive: Archive, limits: SheetLimits): Promise<OpenSheet> {
  const facts: SheetFacts = { format: "ods", otherSheets: [] };
  return { facts, rows: readRows(archive, facts, limits) };
}

async function* readRows(archive: Archive, facts: SheetFacts, limits: SheetLimits): AsyncGenerator<SheetRow> {
  const table = new OdsTable(facts, limits);
  // In this mode only the five entities of XML and numbers are replaced: a document cannot define any.
  const parser = new Parser(
    {
      onopentag: (tag, attributes) => table.open(tag, attributes),
      ontext: (text) => table.text(text),
      onclosetag: (tag) => table.close(tag),
    },
    { xmlMode: true, decodeEntities: true },
  );
  const stream = (await archive.stream("content.xml")).setEncoding("utf8");
  const chunks = stream[Symbol.asyncIterator]();
  for (;;) {
    const chunk = await chunks.next().catch(() => {
      throw new UnreadableSheet("sheet-unreadable");
    });
    if (chunk.done) break;
    parser.write(chunk.value);
    yield* expand(table.take());
  }
  parser.end();
  yield* expand(table.take());
}

/** One row may stand for a million: they are made one by one, and whoever counts them stops. */
function* expand(rows: { line: number; cells: string[]; times: number }[]): Generator<SheetRow> {
  for (const { line, cells, times } of rows)
    for (let turn = 0; turn < times; turn++) yield { line: line + turn, cells: [...cells] };
}

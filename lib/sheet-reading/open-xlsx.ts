import { readFile } from "node:fs/promises";
import { Parser } from "htmlparser2";
import { streamXlsxRows } from "hucre/xlsx";
import type { Archive } from "./archive";
import { type OpenSheet, type SheetFacts, type SheetRow, UnreadableSheet } from "./sheet";

type Value = string | number | boolean | Date | null;

/** The first sheet in sight of an XLSX. The library reads it once the whole archive was weighed: it trusts what entries say. */
export async function openXlsx(file: string, archive: Archive): Promise<OpenSheet> {
  await archive.weigh();
  const sheets = await listSheets(archive);
  const read = sheets.findIndex(({ hidden }) => !hidden);
  if (read === -1) throw new UnreadableSheet("sheet-empty");
  const facts: SheetFacts = {
    format: "xlsx",
    sheet: sheets[read]!.name,
    otherSheets: sheets.filter((_, place) => place !== read).map(({ name }) => name),
  };
  return { facts, rows: readRows(await readFile(file), read) };
}

async function* readRows(bytes: Uint8Array, sheet: number): AsyncGenerator<SheetRow> {
  const rows = streamXlsxRows(bytes, { sheet });
  for (;;) {
    const next = await rows.next().catch(() => {
      throw new UnreadableSheet("sheet-unreadable");
    });
    if (next.done) return;
    yield { line: next.value.index + 1, cells: (next.value.values as Value[]).map(asText) };
  }
}

/** A date without an hour is a day; one with an hour is a moment of no zone. */
function asText(value: Value | undefined): string {
  if (value === null || value === undefined) return "";
  if (!(value instanceof Date)) return String(value);
  if (Number.isNaN(value.getTime())) return "";
  return value.toISOString().replace(/T00:00:00\.000Z$/, "");
}

const mostOfWorkbook = 5_000_000;

async function listSheets(archive: Archive): Promise<{ name: string; hidden: boolean }[]> {
  const sheets: { name: string; hidden: boolean }[] = [];
  const parser = new Parser(
    {
      onopentag(tag, { name = "", state = "visible" }) {
        if (tag.replace(/^.*:/, "") === "sheet") sheets.push({ name: name.slice(0, 200), hidden: state !== "visible" });
      },
    },
    { xmlMode: true },
  );
  let read = 0;
  for await (const chunk of (await archive.stream("xl/workbook.xml")).setEncoding("utf8")) {
    read += chunk.length;
    if (read > mostOfWorkbook) throw new UnreadableSheet("sheet-unreadable");
    parser.write(chunk);
  }
  parser.end();
  return sheets;
}

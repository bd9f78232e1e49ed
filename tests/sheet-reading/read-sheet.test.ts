import { readFileSync, truncateSync } from "node:fs";
import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { readSheet } from "@/lib/sheet-reading/read-sheet";
import type { SheetFacts, SheetLimits, SheetRow } from "@/lib/sheet-reading/sheet";
import { nothings, odsEntries, writeFile, writeZip, xlsxEntries } from "./make-sheets";

async function read(file: string, limits: Partial<SheetLimits> = {}) {
  let facts: SheetFacts | undefined;
  const rows: SheetRow[] = [];
  for await (const some of readSheet(file, (told) => (facts = told), limits)) rows.push(...some);
  return { facts, rows, cells: rows.map(({ cells }) => cells) };
}

const refusal = (file: string, limits: Partial<SheetLimits> = {}) =>
  read(file, limits).then(
    () => "read",
    (error) => [error.code, error.details],
  );

const words = [
  ["Nom", "Clé"],
  ["Été à Nîmes", "k-1"],
];

test.each([
  ["utf-8", Buffer.from("Nom;Clé\r\nÉté à Nîmes;k-1\r\n")],
  ["utf-8", Buffer.from("\uFEFFNom;Clé\nÉté à Nîmes;k-1")],
  ["utf-16le", Buffer.from("\uFEFFNom;Clé\r\nÉté à Nîmes;k-1\r\n", "utf16le")],
  ["utf-16le", Buffer.from("Nom;Clé\r\nÉté à Nîmes;k-1\r\n", "utf16le")],
  ["utf-16be", Buffer.from("\uFEFFNom;Clé\r\nÉté à Nîmes;k-1\r\n", "utf16le").swap16()],
  ["windows-1252", Buffer.from("Nom;Clé\r\nÉté à Nîmes;k-1\r\n", "latin1")],
])("a CSV in %s is read as it was written", async (encoding, bytes) => {
  const { facts, cells } = await read(writeFile(bytes));
  expect(facts).toMatchObject({ format: "csv", encoding, separator: ";" });
  expect(cells).toEqual(words);
});

test.each([";", ",", "\t", "|"])("a CSV separated by %j keeps what stands in quotation marks", async (separator) => {
  const text = `Nom${separator}Note\n"a${separator}b"${separator}"dit ""oui""\nsur deux lignes"\n\nc${separator}\n`;
  const { rows } = await read(writeFile(text));
  expect(rows).toEqual([
    { line: 1, cells: ["Nom", "Note"] },
    { line: 2, cells: [`a${separator}b`, 'dit "oui"\nsur deux lignes'] },
    { line: 4, cells: ["c"] },
  ]);
});

test("Excel's own first line says the separator and is no title", async () => {
  expect((await read(writeFile("sep=|\nNom|a;b;c;d\nx|1\n"))).cells).toEqual([
    ["Nom", "a;b;c;d"],
    ["x", "1"],
  ]);
});

test("a stray quotation mark is a sign, and one that is never closed is told with its line", async () => {
  expect((await read(writeFile('Nom;Pouces\nécran;24" large\n'))).cells[1]).toEqual(["écran", '24" large']);
  expect(await refusal(writeFile('Nom;Note\na;b\nc;"ouvert\nd;e\n'))).toEqual(["sheet-quote-open", { line: 3 }]);
  const endless = `Nom\n"${"x".repeat(50_000)}`;
  expect(await refusal(writeFile(endless), { columns: 2, cell: 1_000 })).toEqual(["sheet-quote-open", { line: 2 }]);
});

test("a huge cell is cut one sign past what is admitted, and a NUL never reaches the database", async () => {
  const { cells } = await read(writeFile(`Nom\n${"é".repeat(90_000)}\na\0b\n`));
  expect(cells[1]![0]).toHaveLength(20_001);
  expect(cells[2]![0]).toBe("a\u0001b");
});

test("what is no spreadsheet is told: an image, an old or locked workbook, another ZIP, a truncated one", async () => {
  const image = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3]);
  expect(await refusal(writeFile(image))).toEqual(["sheet-not-one", {}]);
  expect(await refusal(writeFile(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1])))).toEqual(["sheet-old-or-locked", {}]);
  expect(await refusal(await writeZip({ "a.txt": "a" }))).toEqual(["sheet-not-one", {}]);
  const cut = await writeZip(xlsxEntries("<row/>"));
  truncateSync(cut, 900);
  expect(await refusal(cut)).toEqual(["sheet-unreadable", {}]);
  expect(await refusal(writeFile("x".repeat(2_000)), { bytes: 1_000 })).toEqual(["sheet-too-large", { most: 0 }]);
});

const sheetData = `
  <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>Fin</t></is></c><c r="C1" t="str"><f>1+1</f><v>Somme</v></c></row>
  <row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3" s="1"><v>46326</v></c><c r="C3"><f>SUM(1,2)</f><v>3.5</v></c></row>
  <row r="5"><c r="A5" t="b"><v>1</v></c><c r="C5" t="e"><v>#N/A</v></c></row>`;

test("an XLSX: the first sheet in sight, what formulas gave, days as days, merged and empty cells as nothing", async () => {
  const file = await writeZip(xlsxEntries(sheetData, ["Nom", "Été"]));
  const { facts, rows } = await read(file);
  expect(facts).toEqual({ format: "xlsx", sheet: "Parc", otherSheets: ["Secret"] });
  expect(rows).toEqual([
    { line: 1, cells: ["Nom", "Fin", "Somme"] },
    { line: 3, cells: ["Été", "2026-10-31", "3.5"] },
    { line: 5, cells: ["true", "", "#N/A"] },
  ]);
});

test("an XLSX with nothing in it has no row", async () => {
  expect((await read(await writeZip(xlsxEntries("")))).rows).toEqual([]);
});

test("a bomb is refused before it is inflated, and one that lies about its size as it is weighed", async () => {
  const bomb = await writeZip(xlsxEntries(nothings(200 * 1024 ** 2)));
  expect(readFileSync(bomb).length).toBeLessThan(1_000_000);
  expect(await refusal(bomb, { inflated: 100 * 1024 ** 2 })).toEqual(["sheet-too-much-inside", { most: 100 }]);
  const bytes = readFileSync(bomb);
  // The size said by the central directory, of the one entry that is large.
  for (let at = bytes.indexOf("PK\x01\x02", 0, "latin1"); at >= 0; at = bytes.indexOf("PK\x01\x02", at + 4, "latin1"))
    if (bytes.readUInt32LE(at + 24) > 100_000_000) bytes.writeUInt32LE(1_000, at + 24);
  expect(await refusal(writeFile(bytes), { inflated: 100 * 1024 ** 2 })).toEqual(["sheet-unreadable", {}]);
});

test("what eats memory ends its thread and nothing else; what takes too long too", async () => {
  const cells = `<c t="inlineStr"><is><t>${"x".repeat(900)}</t></is></c>`.repeat(50);
  const rows = Readable.from(
    (function* () {
      yield "<worksheet><sheetData><row>";
      for (let turn = 0; turn < 18_000; turn++) yield cells;
      yield "</row></sheetData></worksheet>";
    })(),
  );
  const file = await writeZip(xlsxEntries(rows));
  expect((await refusal(file))[0]).toMatch(/^sheet-(too-much-memory|too-much-inside|unreadable|took-too-long)$/);
  expect(await refusal(writeFile("Nom\na\n"), { deadline: 1 })).toEqual(["sheet-took-too-long", {}]);
}, 120_000);

const row = (...cells: string[]) => `<table:table-row>${cells.join("")}</table:table-row>`;
const text = (words: string, more = "") =>
  `<table:table-cell office:value-type="string" ${more}><text:p>${words}</text:p></table:table-cell>`;
const empty = (times: number) => `<table:table-cell table:number-columns-repeated="${times}"/>`;

test("an ODS: the first table in sight, texts as they are shown, numbers and days as they are kept", async () => {
  const typed = (type: string, value: string, shown: string) =>
    `<table:table-cell office:value-type="${type}" office:${type === "date" ? "date-value" : type === "boolean" ? "boolean-value" : "value"}="${value}" table:formula="of:=1"><text:p>${shown}</text:p></table:table-cell>`;
  const tables = `<table:table table:name="Secret" table:style-name="hidden">${row(text("caché"))}</table:table>
    <table:table table:name="Parc">${row(text("Nom"), text("Fin"), text("Prix"), text("Actif"), empty(1_000_000))}
    <table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
    ${row(text("R&amp;D<text:s text:c='2'/>a<text:line-break/>b</text:p><office:annotation><text:p>note</text:p></office:annotation><text:p>c"), typed("date", "2026-10-31T00:00:00", "31/10/26"), typed("currency", "12.5", "12,50 €"), typed("boolean", "true", "VRAI"))}
    ${row(text("fusion", 'table:number-columns-spanned="2"'), "<table:covered-table-cell/>", typed("float", "3", "3"))}
    <table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>
    <table:table table:name="Autre">${row(text("autre"))}</table:table>`;
  const { facts, rows } = await read(await writeZip(odsEntries(tables)));
  expect(facts).toEqual({ format: "ods", sheet: "Parc", otherSheets: ["Secret", "Autre"] });
  expect(rows).toEqual([
    { line: 1, cells: ["Nom", "Fin", "Prix", "Actif"] },
    { line: 5, cells: ["R&D  a\nb\nc", "2026-10-31", "12.5", "true"] },
    { line: 6, cells: ["fusion", "", "3"] },
  ]);
});

test("an ODS that repeats a full cell or a full row a million times is refused, however small it is", async () => {
  const table = (inside: string) => odsEntries(`<table:table table:name="T">${inside}</table:table>`);
  const wide = await writeZip(table(row(text("x", 'table:number-columns-repeated="1000000"'))));
  expect(await refusal(wide)).toEqual(["sheet-too-wide", { line: 1, most: 200 }]);
  const long = await writeZip(
    table(`<table:table-row table:number-rows-repeated="1000000000">${text("x")}</table:table-row>`),
  );
  expect(await refusal(long)).toEqual(["sheet-too-long", { most: 200_000 }]);
});

test("a document type that multiplies its entities is not believed", async () => {
  const entries = odsEntries(`<table:table table:name="T">${row(text("&lol;"))}</table:table>`);
  entries["content.xml"] = entries["content.xml"]!.replace(
    "?>",
    '?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY lol "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
  );
  expect((await read(await writeZip(entries))).cells).toEqual([["&lol;"]]);
});

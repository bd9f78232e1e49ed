import { PassThrough } from "node:stream";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ReaderGone } from "@/lib/exports/send";
import type { Cell, CellType } from "@/lib/exports/sheet";
import { writeOds } from "@/lib/exports/write-ods";
import { writeXlsx } from "@/lib/exports/write-xlsx";
import { readCsv, readOds, readXlsx, unzip } from "./read-sheets";
import { sheetOf, write } from "./some-sheet";

const hostile = [
  "=1+1",
  "=cmd|' /C calc'!A0",
  "+33 1 02 03 04 05",
  "-2",
  "@SUM(A1)",
  "\t=1",
  "\r=1",
  "\n=1",
  "＝1+1",
  '{"formula": "1+1"}',
  '{"hyperlink": "http://example.org"}',
  '{"richText": [{"text": "x"}]}',
  "[object Object]",
  "été, 𝒳, 👩‍👩‍👧‍👦, ‮envers",
  "<script>&amp;\"'</script> ]]>",
  "_x000D_ et _x005F_",
  "  deux  espaces  ",
  'guillemets " et ; point-virgule',
  "ligne\r\nligne\nligne",
  "2026-11-24",
  "1e5",
  "VRAI",
];

/** What each format must give back: lines end with a line feed, and what XML forbids is U+FFFD. */
const asXml = (text: string) =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, "\n")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what XML 1.0 forbids.
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "\ufffd");

const anyText = fc.oneof(
  fc.string({ unit: "binary", minLength: 1, maxLength: 60 }),
  fc.constantFrom(...hostile),
  fc
    .tuple(fc.constantFrom("=", "+", "-", "@", "\t", "\r", "\0", "\ud800", "_x0041_"), fc.string())
    .map((two) => two.join("")),
);

describe("texts", () => {
  test("come back as they were, as texts, from XLSX and ODS", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyText, { minLength: 1, maxLength: 30 }), async (texts) => {
        const rows = texts.map((text) => [text, 1]);
        const wanted = texts.map((text) => ({ value: asXml(text) }));
        const ods = readOds(await write("ods", sheetOf(["text", "integer"], rows)))
          .get("Essai")!
          .slice(1);
        expect(ods.map(([cell]) => cell)).toEqual(wanted.map((cell) => ({ ...cell, type: "string" })));
        const xlsx = (await readXlsx(await write("xlsx", sheetOf(["text", "integer"], rows)))).get("Essai")!.slice(1);
        expect(xlsx.map(([cell]) => cell)).toEqual(wanted.map((cell) => ({ ...cell, type: "String" })));
      }),
      { numRuns: 60 },
    );
  });

  test("never begin a field of a CSV as a formula would, and come back otherwise as they were", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyText, { minLength: 1, maxLength: 30 }), async (texts) => {
        const rows = texts.map((text) => [text, "fin"]);
        const [, ...records] = readCsv(await write("csv", sheetOf(["text", "text"], rows)));
        for (const [place, [text]] of records.entries()) {
          expect(text).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
          expect(text!.replace(/^'(?=[=+\-@\t\r\n＝＋－＠])/, "")).toBe(texts[place]!.toWellFormed());
        }
        expect(records.length).toBe(texts.length);
      }),
      { numRuns: 100 },
    );
  });

  test("no part of the files holds a formula, a link or a shared string", async () => {
    const rows = hostile.map((text) => [text]);
    const xlsx = unzip(await write("xlsx", sheetOf(["text"], rows)));
    const sheet = xlsx.get("xl/worksheets/sheet1.xml")!.content.toString();
    expect(sheet).not.toMatch(/<f[ >]|<hyperlink/);
    const ods = unzip(await write("ods", sheetOf(["text"], rows)));
    expect(ods.get("content.xml")!.content.toString()).not.toMatch(/table:formula|xlink:/);
  });

  test("of 40,000 characters are cut in XLSX, which says so in the cell and in its last sheet, and are whole elsewhere", async () => {
    const long = `${"é".repeat(39_999)}.`;
    const pairs = "😀".repeat(20_000);
    const sheets = await readXlsx(await write("xlsx", sheetOf(["text", "text"], [[long, pairs]])));
    for (const { value } of sheets.get("Essai")![1]!) {
      expect((value as string).length).toBeLessThanOrEqual(32_767);
      expect(value).toMatch(/… \[coupé : 40000 caractères, une cellule en contient 32767\]$/);
      expect((value as string).isWellFormed()).toBe(true);
    }
    expect(sheets.get("Filtres")![1]![1]!.value).toBe(2);
    expect(readOds(await write("ods", sheetOf(["text"], [[long]]))).get("Essai")![1]![0]!.value).toBe(long);
    expect(readCsv(await write("csv", sheetOf(["text"], [[long]])))[1]![0]).toBe(long);
  });
});

describe("what is not text", () => {
  const types: CellType[] = ["date", "moment", "duration", "integer", "number", "boolean"];
  // The night of 25 October 2026: half past two comes twice in Paris.
  const twice = [new Date("2026-10-25T00:30:00Z"), new Date("2026-10-25T01:30:00Z")];
  const rows: Cell[][] = [
    ["2026-11-24", new Date("2026-11-24T05:18:43Z"), 95_400, 12, 1.5, true],
    ["1850-02-03", new Date("1850-02-03T10:00:00Z"), -5_400, -1, -0.25, false],
    ["1900-02-28", twice[0]!, 360_000, 0, 0, null],
    [null, twice[1]!, null, null, null, null],
  ];

  test("keeps its type and its value in ODS, whatever the century and the sign", async () => {
    const [, ...read] = readOds(await write("ods", sheetOf(types, rows))).get("Essai")!;
    expect(read.map((row) => row.map(({ value }) => value))).toEqual([
      ["2026-11-24", "2026-11-24T06:18:43", "PT26H30M00S", "12", "1.5", "true"],
      ["1850-02-03", "1850-02-03T10:09:21", "-PT01H30M00S", "-1", "-0.25", "false"],
      ["1900-02-28", "2026-10-25T02:30:00", "PT100H00M00S", "0", "0", null],
      [null, "2026-10-25T02:30:00", null, null, null, null],
    ]);
    expect(read[0]!.map(({ type }) => type)).toEqual(["date", "date", "time", "float", "float", "boolean"]);
  });

  test("is dates, days and numbers in XLSX; what Excel's calendar does not know is a text", async () => {
    const [, ...read] = (await readXlsx(await write("xlsx", sheetOf(types, rows)))).get("Essai")!;
    expect(read[0]!.map(({ type }) => type)).toEqual(["Date", "Date", "Date", "Number", "Number", "Boolean"]);
    expect(read[0]!.slice(0, 2).map(({ value }) => (value as Date).toISOString())).toEqual([
      "2026-11-24T00:00:00.000Z",
      "2026-11-24T06:18:43.000Z",
    ]);
    expect(read[1]!.slice(0, 2).map(({ value }) => value)).toEqual(["1850-02-03", "1850-02-03 10:09"]);
    expect(read[2]![0]).toEqual({ type: "String", value: "1900-02-28" });
    const raw = unzip(await write("xlsx", sheetOf(["duration"], [[95_400], [-5_400]])));
    const cells = [
      ...raw
        .get("xl/worksheets/sheet1.xml")!
        .content.toString()
        .matchAll(/<v>([^<]*)<\/v>/g),
    ];
    expect(cells.map(([, value]) => Number(value)).filter((value) => !Number.isNaN(value))).toEqual([
      95_400 / 86_400,
      -5_400 / 86_400,
    ]);
  });

  test("is written in a CSV as every spreadsheet reads it", async () => {
    const [, first, second] = readCsv(await write("csv", sheetOf(types, rows)));
    expect(first).toEqual(["2026-11-24", "2026-11-24 06:18:43", "26:30:00", "12", "1,5", "oui"]);
    expect(second).toEqual(["1850-02-03", "1850-02-03 10:09:21", "-01:30:00", "-1", "-0,25", "non"]);
  });
});

test("rows past the end of a sheet go on in the next one, under the same titles", async () => {
  const rows = Array.from({ length: 25 }, (_, place) => [place]);
  for (const read of [
    readOds(await write("ods", sheetOf(["integer"], rows), 11)),
    await readXlsx(await write("xlsx", sheetOf(["integer"], rows), 11)),
  ]) {
    expect([...read.keys()]).toEqual(["Essai", "Essai (2)", "Essai (3)", "Filtres"]);
    const kept = [...read.values()].slice(0, 3).flatMap((sheet) => sheet.slice(1).map(([cell]) => Number(cell!.value)));
    expect(kept).toEqual(rows.flat());
    for (const name of ["Essai", "Essai (2)", "Essai (3)"]) expect(read.get(name)![0]![0]!.value).toBe("C1");
    expect(Number(read.get("Filtres")![0]![1]!.value)).toBe(25);
  }
});

test("a list without a row has its titles", async () => {
  expect(readCsv(await write("csv", sheetOf(["text"], [])))).toEqual([["C1"]]);
  expect(readOds(await write("ods", sheetOf(["text"], []))).get("Essai")).toEqual([[{ type: "string", value: "C1" }]]);
  expect((await readXlsx(await write("xlsx", sheetOf(["text"], [])))).get("Essai")!.length).toBe(1);
});

test("the mimetype of an ODS is its first entry, stored, at a fixed place", async () => {
  const bytes = await write("ods", sheetOf(["text"], [["x"]]));
  expect(bytes.subarray(30, 84).toString()).toBe("mimetypeapplication/vnd.oasis.opendocument.spreadsheet");
});

test.each([
  ["xlsx", writeXlsx],
  ["ods", writeOds],
] as const)("a reader who goes away ends the writing of a %s", async (_, writer) => {
  const sink = new PassThrough();
  let drawn = 0;
  const rows = (async function* () {
    for (;;) {
      drawn++;
      if (drawn === 20) sink.destroy();
      yield Array.from({ length: 100 }, () => [Math.random().toString(36).repeat(5)]);
    }
  })();
  await expect(writer(sheetOf(["text"], [], { batches: rows }), sink)).rejects.toThrow(ReaderGone);
  expect(drawn).toBeLessThan(40);
});

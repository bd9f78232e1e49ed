import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Cell, CellType } from "@/lib/exports/sheet";
import { sheetOf, write } from "./some-sheet";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const office = find();
if (!office) console.warn("LibreOffice is not installed (apt install libreoffice-calc): no sheet was opened with it.");

function find(): string | null {
  try {
    return execFileSync("which", ["soffice"], { encoding: "utf8" }).trim();
  } catch {
    return null;
  }
}

describe.skipIf(!office)("LibreOffice", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "guichet-sheets-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** What it finds in a file's first sheet: fields as they are stored, dates and durations as they are shown. */
  async function convert(name: string, bytes: Buffer): Promise<string[][]> {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
    const filter = "csv:Text - txt - csv (StarCalc):124,34,76,1,,0,false,true,true,false,false,1";
    await promisify(execFile)(office!, [
      profile,
      "--headless",
      "--norestore",
      "--convert-to",
      filter,
      "--outdir",
      folder,
      path,
    ]);
    const stem = name.replace(/\.\w+$/, "");
    const text = readFileSync(join(folder, `${stem}-Essai.csv`), "utf8");
    return text
      .trimEnd()
      .split("\n")
      .map((line) => line.split("|").map((field) => field.replace(/^"|"$/g, "")));
  }

  const types: CellType[] = ["text", "integer", "number", "date", "moment", "duration", "boolean"];
  const rows: Cell[][] = Array.from({ length: 500 }, (_, place) => [
    `=${place}+1`,
    place,
    place / 4,
    "2026-11-24",
    new Date(Date.UTC(2026, 0, 1) + place * 7_777_777),
    place * 660,
    place % 2 === 0,
  ]);

  test.each(["xlsx", "ods"] as const)(
    "opens a %s as it was written, with the same sums and no formula",
    async (format) => {
      const [titles, ...read] = await convert(`essai-${format}.${format}`, await write(format, sheetOf(types, rows)));
      expect(titles).toEqual(["C1", "C2", "C3", "C4", "C5", "C6", "C7"]);
      expect(read.length).toBe(500);
      const sum = (place: number, of: (text: string) => number = Number) =>
        read.reduce((total, row) => total + of(row[place]!), 0);
      expect(sum(1)).toBe((499 * 500) / 2);
      expect(sum(2, (text) => Number(text.replace(",", ".")))).toBeCloseTo((499 * 500) / 8, 6);
      const minutes = (text: string) => text.split(":").reduce((total, part) => total * 60 + Number(part), 0);
      expect(sum(5, minutes)).toBe(((499 * 500) / 2) * 11);
      expect(read[400]!.slice(5, 6)).toEqual(["73:20"]);
      expect(new Set(read.map((row) => row[3]))).toEqual(new Set(["24/11/2026"]));
      expect(read[0]!.slice(4, 5)).toEqual(["01/01/2026 01:00"]);
      expect(read.map(([text]) => text)).toEqual(rows.map(([text]) => text));
    },
  );

  test.each(["xlsx", "ods"] as const)(
    "opens a %s of what is odd: emoji, long texts, old dates, negative durations",
    async (format) => {
      const odd: Cell[][] = [
        ["👩‍👩‍👧‍👦 & <b>", "1850-02-03", -5_400],
        ["é".repeat(40_000), null, 360_000],
        ["\u0001_x000D_", "1900-02-28", 0],
      ];
      const read = await convert(
        `odd-${format}.${format}`,
        await write(format, sheetOf(["text", "date", "duration"], odd)),
      );
      expect(read.length).toBe(4);
      expect(read[1]![0]).toBe("👩‍👩‍👧‍👦 & <b>");
      expect(read[2]![2]).toBe("100:00");
      // LibreOffice 7.4 reads this escape of the norm in shared strings alone; Excel reads it everywhere.
      expect(read[3]![0]).toBe(format === "ods" ? "\ufffd_x000D_" : "\ufffd_x005F_x000D_");
    },
  );
});

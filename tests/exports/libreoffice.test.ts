import { afterAll, describe, expect, test, vi } from "vitest";
import type { Cell, CellType } from "@/lib/exports/sheet";
import { office, openOffice } from "./office";
import { sheetOf, write } from "./some-sheet";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

describe.skipIf(!office)("LibreOffice", () => {
  const opened = openOffice();
  afterAll(() => opened.close());
  const convert = (name: string, bytes: Buffer) => opened.convert(name, bytes, "Essai");

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

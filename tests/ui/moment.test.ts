import { describe, expect, test } from "vitest";
import { formatFileSize } from "@/app/_ui/file-size";
import { formatElapsed, formatMoment } from "@/app/_ui/moment";

const moment = new Date("2026-03-29T00:59:59Z");
const after = (seconds: number) => new Date(moment.getTime() + seconds * 1000);

/** French binds numbers to their units by spaces of several widths. */
const spaced = (words: string) => words.replace(/\s/g, " ");

describe("moments", () => {
  test("are told in the reader's zone, on both sides of the change to summer time", () => {
    expect(formatMoment(moment, "fr", "Europe/Paris")).toBe("29 mars 2026, 01:59");
    expect(formatMoment(after(1), "fr", "Europe/Paris")).toBe("29 mars 2026, 03:00");
    expect(formatMoment(moment, "en", "America/Cayenne")).toBe("28 Mar 2026, 21:59");
  });

  test("in full, they tell the day, the seconds and the zone", () => {
    expect(formatMoment(moment, "fr", "Europe/Paris", "full")).toMatch(/dimanche 29 mars 2026.*01:59:59 UTC\+1/);
  });

  test("are also told by how long ago they were, rounded down", () => {
    expect(formatElapsed(moment, after(59), "fr")).toBe("maintenant");
    expect(spaced(formatElapsed(moment, after(119), "fr"))).toBe("il y a 1 min");
    expect(spaced(formatElapsed(moment, after(7_199), "fr"))).toBe("il y a 1 h");
    expect(formatElapsed(moment, after(3 * 86_400), "en")).toBe("3d ago");
    expect(formatElapsed(after(86_400), moment, "fr")).toBe("demain");
  });
});

describe("sizes of files", () => {
  test("are said in the reader's units", () => {
    expect(spaced(formatFileSize(0, "fr"))).toBe("0 octet");
    expect(spaced(formatFileSize(1_234_567, "fr"))).toBe("1,2 Mo");
    expect(formatFileSize(1_234_567, "en")).toBe("1.2 MB");
    expect(spaced(formatFileSize(5e15, "fr"))).toBe("5 000 To");
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, beginningOf, dayOf, localOf, momentsOf, weekdayOf } from "@/lib/calendar/local-moment";

const paris = "Europe/Paris";

describe("what clocks show", () => {
  test("an hour over which clocks jump in spring does not exist", () => {
    expect(momentsOf("2026-03-29T02:30", paris)).toEqual([]);
    expect(momentsOf("2026-03-29T01:59", paris)).toEqual([new Date("2026-03-29T00:59Z")]);
    expect(momentsOf("2026-03-29T03:00", paris)).toEqual([new Date("2026-03-29T01:00Z")]);
  });

  test("an hour to which clocks come back in autumn stands twice, the first one first", () => {
    expect(momentsOf("2026-10-25T02:30", paris)).toEqual([
      new Date("2026-10-25T00:30Z"),
      new Date("2026-10-25T01:30Z"),
    ]);
    expect(momentsOf("2026-10-25T03:00", paris)).toEqual([new Date("2026-10-25T02:00Z")]);
  });

  test("every moment is found again among those of what clocks show of it, in zones far and odd", () => {
    const zones = fc.constantFrom(paris, "UTC", "America/St_Johns", "Pacific/Chatham", "Asia/Kolkata", "Pacific/Apia");
    const minutes = fc.integer({ min: Date.UTC(2005) / 60_000, max: Date.UTC(2060) / 60_000 });
    fc.assert(
      fc.property(zones, minutes, (zone, minute) => {
        const moment = new Date(minute * 60_000);
        expect(momentsOf(localOf(moment, zone), zone)).toContainEqual(moment);
      }),
      { numRuns: 3_000 },
    );
  });
});

describe("days", () => {
  test("the day of the change of clocks has 23 hours in spring and 25 in autumn", () => {
    const hours = (day: string) => (+beginningOf(addDays(day, 1), paris) - +beginningOf(day, paris)) / 3_600_000;
    expect([hours("2026-03-29"), hours("2026-10-25"), hours("2026-06-01")]).toEqual([23, 25, 24]);
  });

  test("a day whose midnight does not exist begins when its first minute does", () => {
    // Beirut goes forward at midnight.
    const begun = beginningOf("2025-03-30", "Asia/Beirut");
    expect(localOf(begun, "Asia/Beirut")).toBe("2025-03-30T01:00");
    expect(dayOf(new Date(+begun - 1), "Asia/Beirut")).toBe("2025-03-29");
  });

  test("weeks begin on Monday", () => {
    expect(["2026-11-23", "2026-11-29"].map(weekdayOf)).toEqual([1, 7]);
    expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
  });
});

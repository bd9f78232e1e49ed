import { describe, expect, test } from "vitest";
import { conflictsAmong, conflictsOf, type Planned } from "@/lib/planning/conflict";
import { byDay, pagesOf, spanOf } from "@/lib/planning/days";
import { crossesChangeOfClocks, readWindow } from "@/lib/planning/window";

const paris = "Europe/Paris";
const at = (text: string) => new Date(`${text}Z`);
const code = (typed: { start: string; end: string }) => {
  try {
    readWindow(typed, paris);
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe("a window, as it is typed", () => {
  test("ends after it begins, lasts a year at most, and is of this century", () => {
    expect(code({ start: "2026-11-23T20:00", end: "2026-11-23T22:00" })).toBe(null);
    expect(code({ start: "2026-11-23T22:00", end: "2026-11-23T20:00" })).toBe("window-ends-before");
    expect(code({ start: "2026-11-23T22:00", end: "2026-11-23T22:00" })).toBe("window-ends-before");
    expect(code({ start: "2026-11-23T22:00", end: "2028-11-23T22:00" })).toBe("window-too-long");
    expect(code({ start: "0026-11-23T22:00", end: "0026-11-24T22:00" })).toBe("no-such-date");
    expect(code({ start: "2026-02-30T22:00", end: "2026-03-04T22:00" })).toBe("no-such-date");
    expect(code({ start: "2026-13-01T22:00", end: "2027-03-04T22:00" })).toBe("no-such-date");
    expect(code({ start: "2026-11-23T24:00", end: "2026-11-24T22:00" })).toBe("no-such-date");
  });

  test("which begins in the hour that spring takes away is refused in words", () => {
    expect(code({ start: "2026-03-29T02:15", end: "2026-03-29T05:00" })).toBe("no-such-hour");
    expect(code({ start: "2026-03-29T00:15", end: "2026-03-29T02:59" })).toBe("no-such-hour");
  });

  test("in the night of autumn takes the first of the two hours and says so; an offset chooses the other", () => {
    const read = readWindow({ start: "2026-10-25T02:30", end: "2026-10-25T04:00" }, paris);
    expect([read.start, read.ambiguous]).toEqual([at("2026-10-25T00:30"), ["start"]]);
    expect(read.end).toEqual(at("2026-10-25T03:00"));
    const chosen = readWindow({ start: "2026-10-25T02:30:00+01:00", end: "2026-10-25T04:00" }, paris);
    expect([chosen.start, chosen.ambiguous]).toEqual([at("2026-10-25T01:30"), []]);
  });

  test("across the change of clocks lasts what clocks measure, not what walls show", () => {
    const spring = readWindow({ start: "2026-03-29T01:00", end: "2026-03-29T04:00" }, paris);
    expect(+spring.end - +spring.start).toBe(2 * 3_600_000);
    expect(crossesChangeOfClocks(spring, paris)).toBe(true);
    const autumn = readWindow({ start: "2026-10-25T01:00", end: "2026-10-25T04:00" }, paris);
    expect(+autumn.end - +autumn.start).toBe(4 * 3_600_000);
    expect(
      crossesChangeOfClocks(readWindow({ start: "2026-11-25T01:00", end: "2026-11-25T04:00" }, paris), paris),
    ).toBe(false);
  });
});

const planned = (id: string, from: string, to: string, more: Partial<Planned> = {}): Planned => ({
  ...{ id, workspaceId: "w", projectId: "p", phase: "open", together: [] },
  ...{ start: at(`2026-11-23T${from}`), end: at(`2026-11-23T${to}`) },
  ...more,
});
const freeze = (projectId: string | null, workspaceId = "w") => ({
  ...{ id: "f", workspaceId, projectId },
  ...{ start: at("2026-11-23T12:00"), end: at("2026-11-23T14:00") },
});

describe("conflicts", () => {
  const one = planned("one", "10:00", "13:00");
  const idsOf = (others: Planned[]) => conflictsOf(one, others, []).overlapping.map(({ id }) => id);

  test("are windows of one project that share a moment; touching is not sharing", () => {
    expect(
      idsOf([
        planned("two", "12:59", "15:00"),
        planned("after", "13:00", "15:00"),
        planned("before", "08:00", "10:00"),
      ]),
    ).toEqual(["two"]);
    expect(idsOf([planned("elsewhere", "10:00", "13:00", { projectId: "q" }), one])).toEqual([]);
  });

  test("are not what is over, nor a release and its own changes", () => {
    expect(
      idsOf([
        planned("done", "10:00", "13:00", { phase: "resolved" }),
        planned("gone", "10:00", "13:00", { phase: "closed" }),
      ]),
    ).toEqual([]);
    expect(idsOf([planned("release", "10:00", "13:00", { together: ["one"] })])).toEqual([]);
  });

  test("with a freeze, of its project or of its whole workspace and of no other", () => {
    const frozen = (...freezes: ReturnType<typeof freeze>[]) => conflictsOf(one, [], freezes).freezes.length;
    expect([frozen(freeze(null)), frozen(freeze("p")), frozen(freeze("q")), frozen(freeze(null, "x"))]).toEqual([
      1, 1, 0, 0,
    ]);
  });

  test("of a whole calendar are those of each of its windows", () => {
    let seed = 7;
    const draw = (most: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % most;
    };
    const hour = (value: number) => `${String(value).padStart(2, "0")}:00`;
    const many = Array.from({ length: 120 }, (_, index) => {
      const from = draw(22);
      return planned(`t${index}`, hour(from), hour(from + 1 + draw(23 - from)), {
        projectId: `p${draw(3)}`,
        phase: ["new", "open", "waiting", "resolved"][draw(4)],
        together: [`t${draw(120)}`],
      });
    });
    const freezes = [freeze("p0"), freeze("p1")];
    const all = conflictsAmong(many, freezes);
    const ids = (list: { id: string }[]) => list.map(({ id }) => id).sort();
    let found = 0;
    for (const each of many) {
      const alone = conflictsOf(each, many, freezes);
      found += alone.overlapping.length;
      expect(ids(all.get(each.id)!.overlapping)).toEqual(ids(alone.overlapping));
      expect(ids(all.get(each.id)!.freezes)).toEqual(ids(alone.freezes));
    }
    expect(found).toBeGreaterThan(100);
  });
});

describe("the days of a calendar", () => {
  test("a month is drawn in whole weeks, from Monday", () => {
    const { days, first, last, previous, next } = pagesOf("month", "2026-11-23");
    expect([days[0], days.at(-1), days.length]).toEqual(["2026-10-26", "2026-12-06", 42]);
    expect([first, last, previous, next]).toEqual(["2026-11-01", "2026-11-30", "2026-10-01", "2026-12-01"]);
    expect(pagesOf("week", "2026-11-29").days).toEqual(
      ["23", "24", "25", "26", "27", "28", "29"].map((day) => `2026-11-${day}`),
    );
    expect(pagesOf("list", "2024-02-10").days.length).toBe(29);
  });

  test("a window stands on each local day that it touches, and not on the one that begins when it ends", () => {
    const days = pagesOf("week", "2026-10-25").days;
    const night = { start: at("2026-10-24T20:00"), end: at("2026-10-25T22:59") };
    const untilMidnight = { start: at("2026-10-22T20:00"), end: at("2026-10-22T22:00") };
    const before = { start: at("2026-10-01T00:00"), end: at("2026-10-19T08:00") };
    const found = byDay(days, [night, untilMidnight, before], paris);
    expect(days.map((day) => found.get(day)!.length)).toEqual([1, 0, 0, 1, 0, 1, 1]);
    expect(spanOf(days, paris)).toEqual({ start: at("2026-10-18T22:00"), end: at("2026-10-25T23:00") });
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { digestMoment } from "@/lib/outgoing-mail/digest-moment";
import { patience, retryDelays, secondsBeforeNextTry } from "@/lib/outgoing-mail/retry-pace";

describe("tries of a mail that no server takes", () => {
  test("grow apart, and the last one ends the third day", () => {
    expect(retryDelays.reduce((sum, delay) => sum + delay, 0)).toBe(patience);
    expect(retryDelays.slice(0, 4)).toEqual([20, 40, 80, 160]);
    const growing = retryDelays.slice(0, -1);
    expect(growing).toEqual([...growing].sort((a, b) => a - b));
    expect(Math.max(...retryDelays)).toBe(4 * 3_600);
  });

  test("come to an end", () => {
    expect(secondsBeforeNextTry(1)).toBe(20);
    expect(secondsBeforeNextTry(retryDelays.length)).not.toBeNull();
    expect(secondsBeforeNextTry(retryDelays.length + 1)).toBeNull();
  });
});

describe("the moment of a digest", () => {
  const at = (now: string, zone: string, hour: number) => digestMoment(new Date(now), zone, hour).toISOString();

  test("is the last one that has come, in the person's zone", () => {
    expect(at("2026-11-23T07:30:00Z", "Europe/Paris", 8)).toBe("2026-11-23T07:00:00.000Z");
    expect(at("2026-11-23T06:59:59Z", "Europe/Paris", 8)).toBe("2026-11-22T07:00:00.000Z");
    expect(at("2026-11-23T02:00:00Z", "Pacific/Auckland", 8)).toBe("2026-11-22T19:00:00.000Z");
    expect(at("2026-11-23T02:00:00Z", "America/Cayenne", 22)).toBe("2026-11-23T01:00:00.000Z");
  });

  test("follows both changes of clocks", () => {
    // 25 October 2026: 3 o'clock becomes 2; 28 March 2027: 2 o'clock does not exist.
    expect(at("2026-10-25T12:00:00Z", "Europe/Paris", 8)).toBe("2026-10-25T07:00:00.000Z");
    expect(at("2026-10-24T12:00:00Z", "Europe/Paris", 8)).toBe("2026-10-24T06:00:00.000Z");
    expect(at("2027-03-28T12:00:00Z", "Europe/Paris", 2)).toMatch(/^2027-03-28T0[01]:00/);
  });

  test("is never later than now, never more than a day and two hours ago, whatever the zone", () => {
    const zones = fc.constantFrom(...Intl.supportedValuesOf("timeZone"));
    const moments = fc.date({ min: new Date("2020-01-01"), max: new Date("2035-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(moments, zones, fc.nat(23), (now, zone, hour) => {
        const waited = now.getTime() - digestMoment(now, zone, hour).getTime();
        expect(waited).toBeGreaterThanOrEqual(0);
        expect(waited).toBeLessThanOrEqual(26 * 3_600_000);
      }),
      { numRuns: 2_000 },
    );
  });
});

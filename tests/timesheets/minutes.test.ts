import { expect, test } from "vitest";
import { durationOf, minutesOf } from "@/lib/timesheets/time";

test.each([
  ["90", 90],
  ["45 min", 45],
  ["1h30", 90],
  ["1 h 05", 65],
  ["2:15", 135],
  ["1,5 h", 90],
  ["2 h", 120],
  ["0", 0],
])("%s is %d minutes", (text, minutes) => {
  expect(minutesOf(text)).toBe(minutes);
});

test.each(["", "une heure", "-5", "1h5", "1.5", "12345"])("%j is no duration", (text) => {
  expect(minutesOf(text)).toBeNaN();
});

test("what is said of minutes is read as the same minutes", () => {
  for (let minutes = 0; minutes <= 1440; minutes += 7) expect(minutesOf(durationOf(minutes))).toBe(minutes);
});

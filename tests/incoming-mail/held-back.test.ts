import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { HeldBack } from "@/lib/incoming-mail/held-back";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("a message on which the connection is lost three times is passed over, and tried again after an hour", () => {
  const held = new HeldBack();
  for (let tries = 0; tries < 3; tries++) {
    expect(held.holds("1/7")).toBe(false);
    held.begin("1/7");
  }
  expect([held.holds("1/7"), held.holds("1/8"), held.holds("2/7")]).toEqual([true, false, false]);
  expect(held.trouble()).toEqual({ code: "unreadable" });
  vi.advanceTimersByTime(3600_000);
  expect([held.holds("1/7"), held.trouble()]).toEqual([false, null]);
});

test("one that was taken at last is nobody's trouble, one refused is passed over at once", () => {
  const held = new HeldBack();
  for (let tries = 0; tries < 2; tries++) held.begin("1/7");
  held.end("1/7");
  held.begin("1/7");
  expect([held.holds("1/7"), held.trouble()]).toEqual([false, null]);
  held.hold("1/9", { code: "cannot-set-aside" });
  expect([held.holds("1/9"), held.trouble()]).toEqual([true, { code: "cannot-set-aside" }]);
});

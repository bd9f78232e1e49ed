import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ProgressBar } from "@/lib/cli/progress-bar";

let written: string;
const isTTY = process.stderr.isTTY;

beforeEach(() => {
  written = "";
  vi.useFakeTimers();
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    written += text;
    return true;
  });
});
afterEach(() => {
  process.stderr.isTTY = isTTY;
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** A hundred messages of ten bytes, one each so many milliseconds. */
function work(milliseconds: number) {
  const bar = new ProgressBar(1_000);
  for (let n = 0; n < 100; n++) {
    vi.advanceTimersByTime(milliseconds);
    bar.advance(10);
    bar.endFile(10);
  }
  bar.end();
}

test("work of less than a second draws nothing", () => {
  process.stderr.isTTY = true;
  work(9);
  expect(written).toBe("");
});

test("on a terminal one line fills up, and its last words stay", () => {
  process.stderr.isTTY = true;
  work(50);
  const drawn = written.split("\r").map((line) => line.replace("\x1b[K", ""));
  expect(drawn).toContain("[███████·················] 28 %, 28 messages, 1,4 s, encore 3,6 s");
  expect(written.endsWith("\r\x1b[K100 %, 100 messages, 5,0 s\n")).toBe(true);
  expect(written.split("\n")).toHaveLength(2);
});

test("where nobody looks, a line each ten seconds", () => {
  process.stderr.isTTY = false;
  work(250);
  expect(written.split("\n")).toEqual([
    "40 %, 40 messages, 10 s, encore 15 s",
    "80 %, 80 messages, 20 s, encore 5,0 s",
    "100 %, 100 messages, 25 s",
    "",
  ]);
});

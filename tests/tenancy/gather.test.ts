import { setTimeout } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { gather } from "@/lib/tenancy/gather";

describe("what is asked at once is asked together", () => {
  test("each gets his own answer, and nobody waits for more than the journey under way", async () => {
    const journeys: number[][] = [];
    const double = gather(3, async (asked: number[]) => {
      journeys.push(asked);
      await setTimeout(5);
      return asked.map((number) => number * 2);
    });
    const answers = [1, 2, 3, 4].map(double);
    await setTimeout(1);
    answers.push(double(5));
    expect(await Promise.all(answers)).toEqual([2, 4, 6, 8, 10]);
    expect(journeys).toEqual([
      [1, 2, 3],
      [4, 5],
    ]);
    expect(await double(6)).toBe(12);
  });

  test("one that fails spoils no other, and the next ones are served", async () => {
    const journeys: string[][] = [];
    const shout = gather(8, async (asked: string[]) => {
      journeys.push(asked);
      if (asked.includes("bad")) throw new Error("a bad one");
      return asked.map((word) => word.toUpperCase());
    });
    const answers = await Promise.allSettled(["a", "bad", "b"].map(shout));
    expect(answers.map((one) => (one.status === "fulfilled" ? one.value : String(one.reason)))).toEqual([
      "A",
      "Error: a bad one",
      "B",
    ]);
    expect(journeys).toEqual([["a", "bad", "b"], ["a"], ["bad"], ["b"]]);
    expect(await shout("c")).toBe("C");
  });
});

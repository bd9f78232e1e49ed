import { setTimeout } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { together } from "@/lib/tenancy/together";

describe("what a transaction sends at once", () => {
  test("gives its answers in the order in which it was sent", async () => {
    expect(await together([setTimeout(5, "late"), "now", Promise.resolve(3)])).toEqual(["late", "now", 3]);
  });

  test("fails only when nothing of it is on its way any more, with the cause and not with its consequences", async () => {
    let isOver = false;
    const slow = setTimeout(20).then(() => {
      isOver = true;
    });
    const aborted = Object.assign(new Error("current transaction is aborted"), { code: "25P02" });
    const cause = new Error("Failed query", { cause: Object.assign(new Error("duplicate key"), { code: "23505" }) });
    await expect(together([slow, Promise.reject(aborted), Promise.reject(cause)])).rejects.toBe(cause);
    expect(isOver).toBe(true);
  });
});

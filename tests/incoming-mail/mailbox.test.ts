import { expect, test } from "vitest";
import { isLoopback, readTrouble, stateOfMailbox, writeTrouble } from "@/lib/incoming-mail/mailbox";

test("a trouble comes back from its row as it was, however its server speaks", () => {
  expect(readTrouble(writeTrouble("cut"))).toEqual({ code: "cut", said: "" });
  expect(readTrouble(writeTrouble("sign-in", "[AUTH]\r\n no\u0000\u0007 such  user"))).toEqual({
    code: "sign-in",
    said: "[AUTH] no such user",
  });
  expect(writeTrouble("unexpected", "x".repeat(10_000))).toHaveLength(500);
  expect(readTrouble("of another version")).toEqual({ code: "unexpected", said: "of another version" });
});

test("how a mailbox fares follows what happened last", () => {
  const now = new Date("2026-11-23T12:00:00Z");
  const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
  const state = (pausedAt: Date | null, lastSeenAt: Date | null, lastErrorAt: Date | null) =>
    stateOfMailbox({ pausedAt, lastSeenAt, lastErrorAt }, now);
  expect(state(null, null, null)).toBe("waiting");
  expect(state(null, ago(1), null)).toBe("fine");
  expect(state(null, ago(1), ago(2))).toBe("fine");
  expect(state(null, ago(2), ago(1))).toBe("trouble");
  expect(state(null, null, ago(1))).toBe("trouble");
  expect(state(null, ago(6), null)).toBe("late");
  expect(state(ago(1), ago(1), ago(0))).toBe("paused");
});

test("only this machine is this machine", () => {
  expect(["localhost", "127.0.0.1", "127.9.9.9", "::1"].filter((host) => !isLoopback(host))).toEqual([]);
  expect(["127.0.0.1.exemple.fr", "localhost.exemple.fr", "0.0.0.0", "10.0.0.1", "::"].filter(isLoopback)).toEqual([]);
});

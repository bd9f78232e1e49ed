import { existsSync, rmSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isPortFree } from "@/lib/cli/ports";
import { runCommand, startInstance, type TestInstance } from "../instance";

const minutes = 60_000;
let instance: TestInstance;

beforeAll(async () => {
  instance = await startInstance();
}, 5 * minutes);

afterAll(async () => {
  if (!instance) return;
  await instance.end();
  rmSync(instance.folder, { recursive: true, force: true });
}, minutes);

const health = () =>
  fetch(`${instance.facts().url}/api/health`)
    .then((response) => response.json())
    .then((answer) => answer.status as string)
    .catch(() => "no answer");

/** Kills one part outright and waits until another has taken its place and all is well. */
async function killAndWait(part: "databasePid" | "webPid" | "workerPid") {
  const killed = instance.facts()[part]!;
  process.kill(killed, "SIGKILL");
  await expect.poll(() => instance.facts()[part], { timeout: minutes }).not.toBe(killed);
  await expect.poll(health, { timeout: minutes }).toBe("ok");
}

test("the demonstration says where to go, with which accounts, and is well when it says so", async () => {
  expect(instance.output()).toContain(instance.facts().url);
  expect(instance.output()).toContain("guichet-demo-2026");
  expect(instance.output()).toContain("rachid@efs.example");
  expect(await health()).toBe("ok");
});

test("a command finds the instance that runs, and prints its answer alone", async () => {
  const message = "From: ines@culture.example\r\nTo: portail@guichet.example\r\nSubject: Panne\r\n\r\nPlus rien.\r\n";
  const { ended, printed } = runCommand("mail-receive", { GUICHET_DATA: instance.folder }, message);
  expect(await ended).toBe(0);
  expect(JSON.parse(printed())).toMatchObject({ outcome: "opened", ticket: expect.stringMatching(/^PORTAIL-\d+$/) });
});

test.each(["workerPid", "webPid", "databasePid"] as const)(
  "killed outright, %s is replaced",
  { timeout: 2 * minutes },
  killAndWait,
);

test("when the command itself is killed, the rest leaves, and the next start goes on", {
  timeout: 3 * minutes,
}, async () => {
  const { url } = instance.facts();
  await instance.end("SIGKILL");
  await expect.poll(() => isPortFree("127.0.0.1", Number(new URL(url).port)), { timeout: minutes }).toBe(true);
  await expect.poll(() => isPortFree("127.0.0.1", instance.mailPort), { timeout: minutes }).toBe(true);
  instance = await startInstance({ folder: instance.folder });
  expect(await health()).toBe("ok");
});

test("told to stop, even twice, it stops everything and says so", { timeout: minutes }, async () => {
  const { databasePid } = instance.facts();
  const ended = instance.end("SIGINT");
  await pause(100);
  instance.end("SIGINT");
  expect(await ended).toBe(0);
  expect(instance.output()).toContain("Guichet est arrêté.");
  expect(existsSync(`${instance.folder}/instance.json`)).toBe(false);
  expect(() => process.kill(databasePid!, 0)).toThrow();
});

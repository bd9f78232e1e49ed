import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorld, type World } from "../world";

let world: World;
let doors: typeof import("./ask");
let ines: string;
let jules: string;

beforeAll(async () => {
  world = await openWorld();
  doors = await import("./ask");
  ines = await doors.tokenOf(world, "ines@culture.example");
  jules = await doors.tokenOf(world, "jules@culture.example");
});
afterAll(() => world?.close());

const request = { project: "PORTAIL", kind: "incident", title: "Site lent", message: "Très lent." };
const open = (key: string, body: object = request, token = ines) =>
  doors.ask(token, "POST", "/tickets", body, { "idempotency-key": key });
const lastNumber = async () =>
  (await world.owner`select last_number from project_counter where project_id = ${world.project("PORTAIL").id}`)[0]!
    .last_number as number;

test("the same request sent again gets the same answer, byte for byte, and opens nothing more", async () => {
  const key = randomUUID();
  const first = await open(key);
  const before = await lastNumber();
  const again = await open(key);
  expect(first.status).toBe(201);
  expect(again.status).toBe(201);
  expect(again.text).toBe(first.text);
  expect(again.headers.get("location")).toBe(first.headers.get("location"));
  expect(first.headers.has("idempotency-replayed")).toBe(false);
  expect(again.headers.get("idempotency-replayed")).toBe("true");
  expect(await lastNumber()).toBe(before);
});

test("ten at once open one ticket", async () => {
  const key = randomUUID();
  const before = await lastNumber();
  const answers = await Promise.all(Array.from({ length: 10 }, () => open(key)));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 201));
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(await lastNumber()).toBe(before + 1);
});

test("the same key with another body is refused", async () => {
  const key = randomUUID();
  await open(key);
  const other = await open(key, { ...request, title: "Autre chose" });
  expect(other.status).toBe(422);
  expect(other.body.code).toBe("idempotency-key-reused");
});

test("ten at once with two bodies open one ticket, and the others are told", async () => {
  const key = randomUUID();
  const before = await lastNumber();
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, i) => open(key, i % 2 ? request : { ...request, title: "Autre chose" })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, 201, 201, 422, 422, 422, 422, 422]);
  expect(await lastNumber()).toBe(before + 1);
});

test("two people's keys are strangers to each other", async () => {
  const key = randomUUID();
  const hers = await open(key);
  const his = await open(key, request, jules);
  expect(his.status).toBe(201);
  expect(his.body.reference).not.toBe(hers.body.reference);
});

test("a refusal is not remembered: once right, the same key opens", async () => {
  const key = randomUUID();
  expect((await open(key, { ...request, project: "DON" })).status).toBe(404);
  expect((await open(key, { ...request, title: "" })).status).toBe(400);
  expect((await open(key)).status).toBe(201);
});

test("a change that was cut before its commit leaves no key: the retry does it", async () => {
  const key = randomUUID();
  const { runOnce } = await import("@/lib/tenancy/run-once");
  const actor = world.actor("ines@culture.example", "api");
  const attempt = { key, requestHash: "x" };
  const cut = runOnce(actor, attempt, () => Promise.reject(new Error("cut")));
  await expect(cut).rejects.toThrow("cut");
  const answered = { status: 201, text: "{}", location: null };
  expect((await runOnce(actor, attempt, async () => answered)).outcome).toBe("done");
  expect((await runOnce(actor, attempt, async () => answered)).outcome).toBe("repeated");
});

test("a key is of 1 to 255 visible characters, quoted or not", async () => {
  const key = randomUUID();
  const first = await open(`"${key}"`);
  expect((await open(key)).text).toBe(first.text);
  for (const bad of ["", '""', "a b", "é", "x".repeat(256)]) expect((await open(bad)).status).toBe(400);
});

test("answers are forgotten after some days", async () => {
  const { forgetAnswers } = await import("@/lib/tenancy/forget-answers");
  const key = randomUUID();
  await open(key);
  await world
    .actor("ines@culture.example")
    .transaction((tx) =>
      tx.execute(sql`update idempotency_key set created_at = now() - interval '4 days' where key = ${key}`),
    );
  expect(await forgetAnswers()).toBe(1);
});

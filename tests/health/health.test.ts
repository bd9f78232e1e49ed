import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorld, type World } from "../world";

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.close());

async function health() {
  const { GET } = await import("@/app/api/health/route");
  const answer = await GET(new Request("http://localhost:3000/api/health"));
  return { status: answer.status, body: await answer.json() };
}

test("health says the state of each part, and not one thing more", async () => {
  await world.owner`delete from heartbeat`;
  expect(await health()).toEqual({
    status: 200,
    body: { status: "degraded", database: "ok", worker: "down", listener: "down" },
  });
  await world.owner`insert into heartbeat (process, listening) values ('worker', null), ('listener', '127.0.0.1:2525')`;
  expect(await health()).toEqual({ status: 200, body: { status: "ok", database: "ok", worker: "ok", listener: "ok" } });
  await world.owner`update heartbeat set at = now() - interval '1 minute' where process = 'worker'`;
  expect((await health()).body).toMatchObject({ status: "degraded", worker: "late" });
});

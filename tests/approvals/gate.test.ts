import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorld, type World } from "../world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test("the world opens", async () => {
  expect(await world.owner`select 1 as one`).toEqual([{ one: 1 }]);
});

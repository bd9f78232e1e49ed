import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { readBy, shouldRead, ways } from "./observe";
import { shouldWrite, writtenBy } from "./observe-writes";
import { openRandomGround, type RandomGround } from "./random-ground";
import { layWorld, plans } from "./random-world";

vi.setConfig({ testTimeout: 180_000 });

let ground: RandomGround;

beforeAll(async () => {
  ground = await openRandomGround();
});
afterAll(() => ground.close());

test("what PostgreSQL shows each account of a random world is what the plain model says, row by row", async () => {
  await fc.assert(
    fc.asyncProperty(plans, async (plan) => {
      const laid = await layWorld(ground, plan);
      for (const account of laid.accounts)
        for (const way of ways)
          expect(await readBy(ground.web, account, laid, way), way).toEqual(shouldRead(account, laid));
    }),
    { numRuns: 80 },
  );
});

test("what PostgreSQL lets each account write, verbs aside, is what the plain model says", async () => {
  await fc.assert(
    fc.asyncProperty(plans, async (plan) => {
      const laid = await layWorld(ground, plan);
      for (const account of laid.accounts)
        for (const ticket of laid.facts.tickets)
          expect(await writtenBy(ground, account, ticket, laid)).toEqual(shouldWrite(account, ticket, laid));
    }),
    { numRuns: 25 },
  );
});

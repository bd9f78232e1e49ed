import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorld, type World } from "../world";

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test("the first job of a process is put on its queue even while every connection is in a transaction that waits for this one", async () => {
  const { enqueueJob } = await import("@/lib/jobs/enqueue-job");
  const ines = world.actor("ines@culture.example");
  let inside = 0;
  let enqueued: (value?: unknown) => void = () => {};
  const waited = new Promise((resolve) => (enqueued = resolve));
  // As many transactions as the pool has connections: the last one enqueues, the others wait for it.
  const transactions = Array.from({ length: 10 }, () =>
    ines.transaction(async (tx) => {
      inside += 1;
      if (inside < 10) return waited;
      await enqueueJob(tx, "remove-expired-uploads", {});
      enqueued();
    }),
  );
  await Promise.all(transactions);
  const [found] = await world.owner<{ count: number }[]>`
    select count(*)::int as count from pgboss.job where name = 'remove-expired-uploads'`;
  expect(found!.count).toBe(1);
});

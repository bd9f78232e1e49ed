import { expect, test } from "vitest";
import { newIdentifier } from "@/lib/tenancy/identifier";

test("identifiers of one process ascend, even within a millisecond, and are version 7", () => {
  const drawn = Array.from({ length: 20_000 }, newIdentifier);
  expect(new Set(drawn).size).toBe(drawn.length);
  expect([...drawn].sort()).toEqual(drawn);
  for (const id of drawn.slice(0, 100))
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

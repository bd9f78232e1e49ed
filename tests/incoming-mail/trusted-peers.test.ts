import { afterAll, beforeAll, expect, it } from "vitest";
import { openWorld, type World } from "../world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

it("only the relays that an administrator named are believed, this machine excepted no more", async () => {
  await world.owner`insert into setting (key, value) values ('mail.trustedRelays', '["192.0.2.1", "2001:db8::/32"]')`;
  const { isTrustedPeer } = await import("@/lib/worker/trusted-peers");
  expect(await isTrustedPeer("127.0.0.1")).toBe(false);
  expect(await isTrustedPeer("::ffff:192.0.2.1")).toBe(true);
  expect(await isTrustedPeer("2001:db8::7")).toBe(true);
  expect(await isTrustedPeer("not an address")).toBe(false);
});

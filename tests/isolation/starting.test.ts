import { afterAll, beforeAll, expect, test } from "vitest";
import { connect } from "@/db/connect";
import { openWorld, type World } from "../world";

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const startsOn = async (url: string) => {
  const { ensureRoleIsBehindTheWall } = await import("@/lib/tenancy/database");
  const { connection, database } = connect(url, { name: "starting test" });
  try {
    await ensureRoleIsBehindTheWall(database);
  } finally {
    await connection.end();
  }
};

test("a process starts on either role", async () => {
  const { roleUrl } = await import("@/lib/settings/environment");
  await expect(startsOn(roleUrl("guichet_web"))).resolves.toBeUndefined();
  await expect(startsOn(roleUrl("guichet_worker"))).resolves.toBeUndefined();
});

test("no process starts on the owner", async () => {
  await expect(startsOn(world.ownerUrl)).rejects.toThrow(/owns tables|superuser/);
});

test("no process starts on a role that was given a table", async () => {
  const role = `starting_${process.pid}`;
  const url = Object.assign(new URL(world.ownerUrl), { username: role, password: "for-this-test" }).href;
  await world.owner.unsafe(
    `create role ${role} login password 'for-this-test'; grant usage on schema public to ${role}`,
  );
  try {
    await expect(startsOn(url)).resolves.toBeUndefined();
    await world.owner.unsafe(`grant create on schema public to ${role}; grant ${role} to current_user;
      create table given_away (id int); alter table given_away owner to ${role}`);
    await expect(startsOn(url)).rejects.toThrow(/owns tables/);
  } finally {
    await world.owner.unsafe(`drop owned by ${role} cascade; drop role ${role}`);
  }
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorld, type World } from "../world";

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const projects = async (sql: { unsafe: World["owner"]["unsafe"] }) =>
  (
    await sql.unsafe<{ key: string }[]>("select key from project where id in (select my_project_ids()) order by key")
  ).map(({ key }) => key);

test("what camille reaches is worked out once, and anew when her rights change in the same transaction", async () => {
  const camille = world.account("camille@culture.example").id;
  await world.owner
    .begin(async (sql) => {
      await sql`select set_config('app.account_id', ${camille}, true), keep_reach()`;
      expect(await projects(sql)).toEqual(["PORTAIL", "PRESSE"]);
      await sql`delete from project_grant where account_id = ${camille} and level = 'read'`;
      expect(await projects(sql)).toEqual(["PRESSE"]);
      await sql`update membership set ended_at = now() where account_id = ${camille}`;
      expect(await projects(sql)).toEqual([]);
      throw new Error("undone");
    })
    .catch((error: Error) => expect(error.message).toBe("undone"));
});

test("what was kept for one person is nothing to another", async () => {
  await world.owner.begin(async (sql) => {
    await sql`select set_config('app.account_id', ${world.account("camille@culture.example").id}, true), keep_reach()`;
    await sql`select set_config('app.account_id', ${world.account("rachid@efs.example").id}, true)`;
    expect(await projects(sql)).toEqual(["DON"]);
    await sql`select set_config('app.account_id', '', true)`;
    expect(await projects(sql)).toEqual([]);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openWorld, type World } from "@/tests/world";

const password = "guichet-demo-2026";
const office = { address: "192.0.2.10", userAgent: "Firefox" };
let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.owner`delete from sign_in_attempt`;
});

async function signIn(mail: string, typed = password, peer = office) {
  const { verifySignIn } = await import("@/lib/accounts/verify-sign-in");
  const { unknownActor } = await import("@/lib/tenancy/actor");
  return verifySignIn(unknownActor("web"), { mail, password: typed }, peer);
}

async function outcomesOf(mail: string) {
  const rows = await world.owner`select outcome from sign_in_attempt where mail = ${mail} order by at, id`;
  return rows.map((row) => row.outcome);
}

describe("signing in", () => {
  it("lets ines in by her address, however she writes it, and says whose account it is", async () => {
    expect(await signIn("  Ines@CULTURE.example ")).toBe(world.account("ines@culture.example").id);
    expect(await outcomesOf("ines@culture.example")).toEqual(["accepted"]);
  });

  it("lets ines in by an alias, and counts it as her address", async () => {
    await world.owner`insert into account_alias (mail, account_id)
      values ('garnier@culture.example', ${world.account("ines@culture.example").id})`;
    expect(await signIn("garnier@culture.example")).toBe(world.account("ines@culture.example").id);
    expect(await outcomesOf("ines@culture.example")).toEqual(["accepted"]);
  });

  it("gives one refusal for a wrong password, an unknown address, no address at all and a suspended account", async () => {
    await world.owner`update account set suspended_at = now() where mail = 'jules@culture.example'`;
    const refusals = await Promise.all(
      [
        ["ines@culture.example", "another password"],
        ["nobody@culture.example", password],
        ["not an address", password],
        ["jules@culture.example", password],
        ["ines@culture.example", ""],
        ["ines@culture.example", "x".repeat(1_000_000)],
        ["ines@culture.example", ` ${password}`],
      ].map(([mail, typed]) => signIn(mail!, typed!).catch((error) => ({ ...error, message: error.message }))),
    );
    await world.owner`update account set suspended_at = null where mail = 'jules@culture.example'`;
    for (const refusal of refusals) expect(refusal).toEqual(refusals[0]);
    expect(refusals[0]).toMatchObject({ status: 403, code: "sign-in-refused", details: {} });
  });

  it("hashes for nobody as it hashes for somebody", async () => {
    const { verifyPassword } = await import("@/lib/accounts/hash-password");
    expect(await verifyPassword(null, "nobody has this password")).toBe(false);
  });

  it("hashes the password anew when the parameters rose, and keeps its date", async () => {
    const { hash } = await import("@node-rs/argon2");
    const { id } = world.account("paula@culture.example");
    const old = await hash(password, { memoryCost: 8_192, timeCost: 1 });
    const [before] =
      await world.owner`update credential set password_hash = ${old} where account_id = ${id} returning *`;
    await signIn("paula@culture.example");
    const [after] = await world.owner`select * from credential where account_id = ${id}`;
    expect(after!.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(after!.changed_at).toEqual(before!.changed_at);
    expect(await signIn("paula@culture.example")).toBe(id);
  });
});

describe("throttling", () => {
  it("refuses the sixth try of an account, right password or not, and opens again by itself", async () => {
    for (let i = 0; i < 5; i++)
      await expect(signIn("ines@culture.example", "wrong")).rejects.toThrow("sign-in-refused");
    await expect(signIn("ines@culture.example")).rejects.toThrow("sign-in-refused");
    expect((await outcomesOf("ines@culture.example")).at(-1)).toBe("throttled");
    await world.owner`update sign_in_attempt set at = at - interval '15 minutes'`;
    expect(await signIn("ines@culture.example")).toBe(world.account("ines@culture.example").id);
  });

  it("counts tries made at once before it looks at any password", async () => {
    const tries = await Promise.allSettled(Array.from({ length: 12 }, () => signIn("ines@culture.example", "wrong")));
    expect(tries.every((result) => result.status === "rejected")).toBe(true);
    const outcomes = await outcomesOf("ines@culture.example");
    expect(outcomes.filter((outcome) => outcome === "refused")).toHaveLength(5);
    expect(outcomes.filter((outcome) => outcome === "throttled")).toHaveLength(7);
  });

  it("refuses an address that failed twenty times over many accounts", async () => {
    for (let i = 0; i < 20; i++) await expect(signIn(`somebody${i}@culture.example`, "wrong")).rejects.toThrow();
    await expect(signIn("ines@culture.example")).rejects.toThrow("sign-in-refused");
    expect(await signIn("ines@culture.example", password, { ...office, address: "192.0.2.11" })).toBeTruthy();
  });

  it("counts one subscriber of IPv6 once, whichever of his addresses he takes", async () => {
    const from = (last: number) => ({ ...office, address: `2001:db8:0:1::${last}` });
    for (let i = 1; i <= 20; i++) await expect(signIn(`other${i}@efs.example`, "wrong", from(i))).rejects.toThrow();
    await expect(signIn("rachid@efs.example", password, from(99))).rejects.toThrow("sign-in-refused");
  });

  it("does not let strangers lock ines out of a place where she is known", async () => {
    await signIn("ines@culture.example");
    const stranger = { ...office, address: "198.51.100.7" };
    for (let i = 0; i < 9; i++)
      await expect(signIn("ines@culture.example", "wrong", stranger)).rejects.toThrow("sign-in-refused");
    expect(await signIn("ines@culture.example")).toBeTruthy();
    await expect(signIn("ines@culture.example", password, stranger)).rejects.toThrow("sign-in-refused");
  });

  it("forgets four mistakes once the right password came", async () => {
    for (let i = 0; i < 4; i++) await expect(signIn("ines@culture.example", "wrong")).rejects.toThrow();
    await signIn("ines@culture.example");
    for (let i = 0; i < 4; i++) await expect(signIn("ines@culture.example", "wrong")).rejects.toThrow();
    expect(await signIn("ines@culture.example")).toBeTruthy();
  });

  it("lets nobody accept an old attempt, nor one that was throttled", async () => {
    const { unknownActor } = await import("@/lib/tenancy/actor");
    const { sql } = await import("drizzle-orm");
    const [old] = await world.owner`insert into sign_in_attempt (mail, address, outcome, at)
      values ('ines@culture.example', '192.0.2.1', 'refused', now() - interval '2 minutes') returning id`;
    await unknownActor("web").transaction((tx) => tx.execute(sql`select accept_sign_in(${old!.id})`));
    expect(await outcomesOf("ines@culture.example")).toEqual(["refused"]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, type World } from "@/tests/world";
import { administrator, platformEvents } from "./platform";

const password = "guichet-demo-2026";
const office = { address: "192.0.2.10", userAgent: "Firefox" };
const ines = "ines@culture.example";
let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function create(mail = ines, typed: string | null = password) {
  const { createToken } = await import("@/lib/accounts/create-token");
  return createToken(world.actor(mail), { name: "Export", password: typed ?? undefined }, office);
}
async function accepts(token: string) {
  const { findTokenActor } = await import("@/lib/accounts/token-queries");
  return (await findTokenActor(token))?.actor.accountId ?? null;
}
async function revoke(id: string, by = ines) {
  const { revokeToken } = await import("@/lib/accounts/revoke-token");
  return revokeToken(world.actor(by), { token: id });
}

describe("an access token", () => {
  it("is shown once, kept as a hash, stands for its owner, and leaves a line without it", async () => {
    const { id, token, expiresAt } = await create();
    expect(token).toMatch(/^gui_[\w-]{43}$/);
    expect(await accepts(token)).toBe(world.account(ines).id);
    const [row] = await world.owner`select * from access_token where id = ${id}`;
    expect(JSON.stringify(row)).not.toContain(token.slice(4));
    expect(expiresAt!.getTime() - Date.now()).toBeGreaterThan(89 * 86_400_000);
    const [line] = await platformEvents(world);
    expect(line).toMatchObject({ type: "token.created", actorId: world.account(ines).id, payload: { tokenId: id } });
    expect(JSON.stringify(line)).not.toContain(token.slice(4));
  });

  it("asks for the password on the web and by the API, not on the command line", async () => {
    await expect(create(ines, null)).rejects.toMatchObject({ code: "required", field: "password" });
    await expect(create(ines, "not mine")).rejects.toMatchObject({ code: "wrong-password", field: "password" });
    const { createTokenFor } = await import("@/lib/accounts/create-token-for");
    expect(await accepts((await createTokenFor(" INES@culture.example"))!)).toBe(world.account(ines).id);
    expect(await createTokenFor("nobody@culture.example")).toBeNull();
  });

  it("is refused at once when it is revoked, expired, or its owner suspended", async () => {
    const [revoked, expired, suspended] = [await create(), await create(), await create("jules@culture.example")];
    await revoke(revoked.id);
    await world.owner`update access_token set expires_at = now() where id = ${expired.id}`;
    expect([await accepts(revoked.token), await accepts(expired.token)]).toEqual([null, null]);
    expect(await accepts(suspended.token)).toBe(world.account("jules@culture.example").id);
    await world.owner`update account set suspended_at = now() where mail = 'jules@culture.example'`;
    expect(await accepts(suspended.token)).toBeNull();
    await world.owner`update account set suspended_at = null where mail = 'jules@culture.example'`;
  });

  it("is taken back once, even by two at once, with one line", async () => {
    const { id } = await create();
    const tries = await Promise.allSettled([revoke(id), revoke(id), revoke(id)]);
    expect(tries.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    const lines = await platformEvents(world, "token.revoked");
    expect(lines.filter((line) => (line.payload as { tokenId?: string }).tokenId === id)).toHaveLength(1);
  });

  it("of ines does not exist for jules, nor for a lead; an administrator may take it back", async () => {
    const { id, token } = await create();
    for (const mail of ["jules@culture.example", "oscar@titulaire.example", "rachid@efs.example"])
      await expect(revoke(id, mail)).rejects.toThrow("unknown-token");
    expect(await accepts(token)).not.toBeNull();
    await revoke(id, administrator);
    expect(await accepts(token)).toBeNull();
  });

  it("notes its last use", async () => {
    const { id, token } = await create();
    await accepts(token);
    const [row] = await world.owner`select last_used_at from access_token where id = ${id}`;
    expect(row!.last_used_at).not.toBeNull();
  });

  it("is none when it is a text of another shape", async () => {
    for (const text of ["", "gui_", `gui_${"a".repeat(42)}`, `gui_${"a".repeat(43)}`, "\u0000", "x".repeat(10_000)])
      expect(await accepts(text)).toBeNull();
  });
});

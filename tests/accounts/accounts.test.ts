import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, type World } from "@/tests/world";
import { administrator, platformEvents } from "./platform";

const ines = "ines@culture.example";
let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

describe("suspending an account", () => {
  async function suspend(account: string, by = administrator) {
    const { suspendAccount } = await import("@/lib/accounts/suspend-account");
    return suspendAccount(world.actor(by), { account });
  }
  async function restore(account: string, by = administrator) {
    const { restoreAccount } = await import("@/lib/accounts/restore-account");
    return restoreAccount(world.actor(by), { account });
  }

  it("takes every right at once and gives them back, with a line each time", async () => {
    const { project } = await import("@/db/schema");
    const seen = () => world.actor("camille@culture.example").transaction((tx) => tx.select().from(project));
    expect((await seen()).length).toBeGreaterThan(0);
    await suspend("camille@culture.example");
    expect(await seen()).toEqual([]);
    expect((await platformEvents(world))[0]).toMatchObject({
      type: "account.suspended",
      actorId: world.account(administrator).id,
      payload: { mail: "camille@culture.example" },
    });
    await restore("camille@culture.example");
    expect((await seen()).length).toBeGreaterThan(0);
    expect((await platformEvents(world))[0]).toMatchObject({ type: "account.restored" });
  });

  it("is done once by two who do it at once", async () => {
    const tries = await Promise.allSettled([suspend("jules@culture.example"), suspend("jules@culture.example")]);
    expect(tries.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
    await restore("jules@culture.example");
    await expect(restore("jules@culture.example")).rejects.toThrow("not-suspended");
  });

  it("is not for a lead, not of oneself, and not of who does not exist", async () => {
    await expect(suspend(ines, "oscar@titulaire.example")).rejects.toThrow("forbidden");
    await expect(suspend(ines, "rachid@efs.example")).rejects.toThrow("unknown-account");
    await expect(suspend(administrator)).rejects.toThrow("not-oneself");
    await expect(suspend("nobody@culture.example")).rejects.toThrow("unknown-account");
    await expect(suspend("\u0000")).rejects.toThrow("unknown-account");
  });
});

describe("administering the platform", () => {
  async function appoint(account: string, administers: boolean, by = administrator) {
    const { appointAdministrator } = await import("@/lib/accounts/appoint-administrator");
    return appointAdministrator(world.actor(by), { account, administers });
  }

  it("is given and withdrawn by who already does, with lines, and the sessions opened before end", async () => {
    const { openSession } = await import("@/lib/accounts/open-session");
    const { findSessionAccount } = await import("@/lib/accounts/session-queries");
    const before = await openSession(world.actor(ines), { address: "192.0.2.1", userAgent: null });
    await appoint(ines, true);
    expect(await findSessionAccount(before)).toBeNull();
    expect((await platformEvents(world))[0]).toMatchObject({ type: "account.appointed", payload: { mail: ines } });
    await expect(appoint(ines, true)).rejects.toThrow("conflict");
    await appoint("jules@culture.example", true, ines);
    await appoint("jules@culture.example", false, ines);
    await appoint(ines, false);
    expect((await platformEvents(world))[0]).toMatchObject({ type: "account.dismissed" });
    await expect(appoint("jules@culture.example", true, ines)).rejects.toThrow("forbidden");
  });

  it("is not for a lead, not of oneself, and given once by two at once", async () => {
    await expect(appoint(ines, true, "oscar@titulaire.example")).rejects.toThrow("forbidden");
    await expect(appoint(ines, true, "rachid@efs.example")).rejects.toThrow("unknown-account");
    await expect(appoint(administrator, false)).rejects.toThrow("not-oneself");
    const { sql } = await import("drizzle-orm");
    const [row] = await world
      .actor(ines)
      .transaction((tx) =>
        tx.execute(sql`select set_platform_administrator(${world.account("jules@culture.example").id}, true) as done`),
      );
    expect(row).toEqual({ done: false });
    const tries = await Promise.allSettled([appoint(ines, true), appoint(ines, true)]);
    expect(tries.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
    await appoint(ines, false);
  });
});

describe("one's own account", () => {
  it("changes its name with a line that says both", async () => {
    const { renameAccount } = await import("@/lib/accounts/rename-account");
    await renameAccount(world.actor(ines), { name: "Inès Garnier-Roy" });
    expect((await platformEvents(world))[0]).toMatchObject({
      type: "account.changed",
      payload: { name: ["Inès Garnier", "Inès Garnier-Roy"] },
    });
    await expect(renameAccount(world.actor("oscar@titulaire.example"), { account: ines, name: "X" })).rejects.toThrow(
      "forbidden",
    );
    await expect(renameAccount(world.actor("rachid@efs.example"), { account: ines, name: "X" })).rejects.toThrow(
      "unknown-account",
    );
    await renameAccount(world.actor(administrator), { account: ines, name: "Inès Garnier" });
  });

  it("chooses its language and zone, and nothing that does not exist", async () => {
    const { changePreferences } = await import("@/lib/accounts/change-preferences");
    const actor = world.actor(ines);
    expect(await changePreferences(actor, { locale: "en", timeZone: "Indian/Reunion" })).toMatchObject({
      locale: "en",
    });
    expect((await platformEvents(world))[0]).toMatchObject({
      payload: { locale: ["fr", "en"], timeZone: ["Europe/Paris", "Indian/Reunion"] },
    });
    const lines = (await platformEvents(world)).length;
    await changePreferences(actor, { locale: "en" });
    expect(await platformEvents(world)).toHaveLength(lines);
    await expect(changePreferences(actor, { timeZone: "Mars/Olympus" })).rejects.toMatchObject({ name: "ZodError" });
    await expect(changePreferences(actor, { locale: "de" as never })).rejects.toMatchObject({ name: "ZodError" });
  });
});

describe("the list of accounts", () => {
  async function list(filter: { words?: string; state?: "invited" | "active" | "suspended" }, after?: string) {
    const { listAccounts } = await import("@/lib/accounts/account-list-queries");
    return world.actor(administrator).transaction((tx) => listAccounts(tx, filter, after));
  }

  it("finds by name without accents, by address and by alias", async () => {
    await world.owner`insert into account_alias (mail, account_id) values ('secretariat@culture.example', ${world.account(ines).id})`;
    for (const words of ["ines", "INÈS garn", "secretariat"])
      expect((await list({ words })).items.map(({ mail }) => mail)).toEqual([ines]);
    expect((await list({ words: "100%" })).items).toEqual([]);
  });

  it("tells who was invited, who is active and who is suspended", async () => {
    const { inviteAccount } = await import("@/lib/accounts/invite-account");
    await inviteAccount(world.actor(administrator), { mail: "new@efs.example", name: "New" });
    await world.owner`update account set suspended_at = now() where mail = 'paula@culture.example'`;
    expect((await list({ state: "invited" })).items.map(({ mail }) => mail)).toEqual(["new@efs.example"]);
    expect((await list({ state: "suspended" })).items.map(({ mail }) => mail)).toEqual(["paula@culture.example"]);
    expect((await list({ state: "active" })).items).toHaveLength(7);
  });

  it("goes page after page through all of them, once each", async () => {
    await world.owner`insert into account (mail, name) select 'p' || n || '@efs.example', 'Même nom' from generate_series(1, 120) n`;
    const seen: string[] = [];
    for (let after: string | null | undefined; after !== null; ) {
      const page: Awaited<ReturnType<typeof list>> = await list({}, after);
      seen.push(...page.items.map(({ id }) => id));
      after = page.after;
    }
    const [row] = await world.owner`select count(*)::int as accounts from account`;
    expect(new Set(seen).size).toBe(row!.accounts);
    expect(seen).toHaveLength(row!.accounts);
  });
});

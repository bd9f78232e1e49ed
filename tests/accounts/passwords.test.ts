import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openWorld, type World } from "@/tests/world";
import { platformEvents, platformMails } from "./platform";

const first = "guichet-demo-2026";
const strong = "une fée cueille trois noix";
const office = { address: "192.0.2.10", userAgent: "Firefox" };
const ines = "ines@culture.example";
let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.owner`delete from sign_in_attempt`;
});

async function signsIn(mail: string, password: string) {
  const { verifySignIn } = await import("@/lib/accounts/verify-sign-in");
  const { unknownActor } = await import("@/lib/tenancy/actor");
  return verifySignIn(unknownActor("web"), { mail, password }, office).then(
    () => true,
    () => false,
  );
}

describe("changing one's password", () => {
  it("asks the current one, ends the other sessions, tells the owner and the journal", async () => {
    const { changePassword } = await import("@/lib/accounts/change-password");
    const { openSession } = await import("@/lib/accounts/open-session");
    const { findSessionAccount } = await import("@/lib/accounts/session-queries");
    const actor = world.actor(ines);
    const [here, there] = [await openSession(actor, office), await openSession(actor, office)];
    await changePassword(actor, { currentPassword: first, newPassword: strong }, { peer: office, sessionId: here });
    expect(await findSessionAccount(here)).not.toBeNull();
    expect(await findSessionAccount(there)).toBeNull();
    expect([await signsIn(ines, first), await signsIn(ines, strong)]).toEqual([false, true]);
    expect((await platformEvents(world, "password.changed"))[0]).toMatchObject({ actorId: actor.accountId });
    expect((await platformMails(world, ines))[0]).toMatchObject({
      kind: "password-changed",
      state: "queued",
      linkId: null,
    });
  });

  it("refuses a wrong current password, and counts it", async () => {
    const { changePassword } = await import("@/lib/accounts/change-password");
    const actor = world.actor("jules@culture.example");
    const attempt = () => changePassword(actor, { currentPassword: "not mine", newPassword: strong }, { peer: office });
    for (let i = 0; i < 5; i++)
      await expect(attempt()).rejects.toMatchObject({ code: "wrong-password", field: "currentPassword" });
    await expect(attempt()).rejects.toMatchObject({ status: 429, code: "too-many-attempts" });
  });

  it("refuses a weak one with the reason", async () => {
    const { changePassword } = await import("@/lib/accounts/change-password");
    const actor = world.actor("jules@culture.example");
    await expect(
      changePassword(actor, { currentPassword: first, newPassword: "jules perrin 1234" }, { peer: office }),
    ).rejects.toMatchObject({ code: "password-own-word", field: "newPassword", details: { word: "jules" } });
  });

  it("keeps no password in clear and records its parameters and salt", async () => {
    const rows = await world.owner`select password_hash from credential`;
    for (const row of rows) expect(row.password_hash).toMatch(/^\$argon2id\$v=19\$m=\d{5,},t=\d+,p=\d+\$[\w+/]{22,}\$/);
    expect(new Set(rows.map((row) => row.password_hash)).size).toBe(rows.length);
  });

  it("shows its hash to nobody of the application", async () => {
    const { sql } = await import("drizzle-orm");
    const look = world
      .actor("admin@guichet.example")
      .transaction((tx) => tx.execute(sql`select password_hash from credential`));
    await expect(look).rejects.toMatchObject({ cause: { code: "42501" } });
  });
});

describe("a forgotten password", () => {
  async function ask(mail: string) {
    const { requestReset } = await import("@/lib/accounts/request-reset");
    const { unknownActor } = await import("@/lib/tenancy/actor");
    return requestReset(unknownActor("web"), { mail }, office);
  }
  async function lastToken(mail: string) {
    const { sealLink } = await import("@/lib/outgoing-mail/single-use-link");
    const [written] = await platformMails(world, mail);
    return sealLink(written!.linkId!);
  }
  async function accept(token: string, newPassword = strong) {
    const { acceptReset } = await import("@/lib/accounts/accept-reset");
    const { unknownActor } = await import("@/lib/tenancy/actor");
    return acceptReset(unknownActor("web"), { token, newPassword });
  }

  it("is replaced by a link that works once, ends every session and opens none", async () => {
    const mail = "camille@culture.example";
    const { openSession } = await import("@/lib/accounts/open-session");
    const { findSessionAccount } = await import("@/lib/accounts/session-queries");
    const session = await openSession(world.actor(mail), office);
    await ask(mail);
    expect((await platformEvents(world))[0]).toMatchObject({ type: "password.resetRequested", actorId: null });
    const token = await lastToken(mail);
    await accept(token);
    expect(await findSessionAccount(session)).toBeNull();
    expect([await signsIn(mail, first), await signsIn(mail, strong)]).toEqual([false, true]);
    expect((await platformMails(world, mail))[0]).toMatchObject({ kind: "password-changed" });
    await expect(accept(token, "quatre lunes rousses au loin")).rejects.toThrow("dead-link");
  });

  it("gives the same answer, and writes nothing, for an address that is nobody's", async () => {
    const before = await world.owner`select count(*)::int as links from single_use_link`;
    expect([await ask("nobody@culture.example"), await ask("no address"), await ask("x".repeat(5000))]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(await world.owner`select count(*)::int as links from single_use_link`).toEqual(before);
    expect(await platformMails(world, "nobody@culture.example")).toEqual([]);
  });

  it("writes to the account's own address when an alias is given", async () => {
    await world.owner`insert into account_alias (mail, account_id)
      values ('paula.f@culture.example', ${world.account("paula@culture.example").id})`;
    await ask("paula.f@culture.example");
    expect(await platformMails(world, "paula.f@culture.example")).toEqual([]);
    expect((await platformMails(world, "paula@culture.example"))[0]).toMatchObject({ kind: "password-reset" });
  });

  it("serves one of two who use the link at once", async () => {
    await ask("oscar@titulaire.example");
    const token = await lastToken("oscar@titulaire.example");
    const tries = await Promise.allSettled([accept(token), accept(token, "quatre lunes rousses au loin")]);
    expect(tries.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("expires after thirty minutes, and at most three are sent in fifteen", async () => {
    const mail = "nadia@titulaire.example";
    for (let i = 0; i < 5; i++) await ask(mail);
    expect(await platformMails(world, mail)).toHaveLength(3);
    const [link] = await world.owner`select extract(epoch from expires_at - created_at)::int as seconds
      from single_use_link where account_id = ${world.account(mail).id} and kind = 'reset' limit 1`;
    expect(link!.seconds).toBe(1800);
    const token = await lastToken(mail);
    await world.owner`update single_use_link set expires_at = now() where account_id = ${world.account(mail).id}`;
    await expect(accept(token)).rejects.toThrow("dead-link");
  });

  it("serves nobody who is suspended, and no forged token", async () => {
    const mail = "rachid@efs.example";
    await ask(mail);
    const token = await lastToken(mail);
    const altered = (token[60] === "A" ? "B" : "A") + token.slice(61);
    await expect(accept(token.slice(0, 60) + altered)).rejects.toThrow("dead-link");
    await world.owner`update account set suspended_at = now() where mail = ${mail}`;
    await expect(accept(token)).rejects.toThrow("dead-link");
    const mails = (await platformMails(world, mail)).length;
    await ask(mail);
    expect(await platformMails(world, mail)).toHaveLength(mails);
  });

  it("derives the token from the link's id and keeps it nowhere", async () => {
    const { sealLink, unsealLink } = await import("@/lib/outgoing-mail/single-use-link");
    const [link] = await world.owner<{ id: string }[]>`select id from single_use_link limit 1`;
    expect(sealLink(link!.id)).toMatch(/^[\w-]{64}$/);
    expect(unsealLink(sealLink(link!.id))).toBe(link!.id);
    expect(unsealLink("nonsense")).toBeNull();
  });
});

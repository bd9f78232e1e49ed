import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, type World } from "@/tests/world";
import { administrator, platformEvents, platformMails } from "./platform";

const strong = "une fée cueille trois noix";
const office = { address: "192.0.2.10", userAgent: "Firefox" };
let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function invite(mail: string, name = "Léa Dupont", by = administrator) {
  const { inviteAccount } = await import("@/lib/accounts/invite-account");
  return inviteAccount(world.actor(by), { mail, name });
}
async function inviteAll(people: string, by = administrator) {
  const { inviteAccounts } = await import("@/lib/accounts/invite-accounts");
  return inviteAccounts(world.actor(by), { people });
}
async function lastToken(mail: string) {
  const { sealLink } = await import("@/lib/outgoing-mail/single-use-link");
  return sealLink((await platformMails(world, mail))[0]!.linkId!);
}
async function accept(token: string, name = "Léa Dupont") {
  const { acceptInvitation } = await import("@/lib/accounts/accept-invitation");
  const { unknownActor } = await import("@/lib/tenancy/actor");
  return acceptInvitation(unknownActor("web"), { token, name, newPassword: strong, locale: "en" });
}
async function signIn(mail: string) {
  const { verifySignIn } = await import("@/lib/accounts/verify-sign-in");
  const { unknownActor } = await import("@/lib/tenancy/actor");
  return verifySignIn(unknownActor("web"), { mail, password: strong }, office);
}

describe("an invitation", () => {
  it("creates an account that sees nothing, writes to its owner, and leaves its line", async () => {
    const invited = await invite("Lea.Dupont@EFS.example", "  Léa \t Dupont ");
    expect(invited).toMatchObject({ mail: "lea.dupont@efs.example", name: "Léa Dupont", suspendedAt: null });
    expect((await platformMails(world, "lea.dupont@efs.example"))[0]).toMatchObject({
      kind: "invitation",
      state: "queued",
    });
    expect((await platformEvents(world))[0]).toMatchObject({
      type: "account.invited",
      payload: { accountId: invited.id },
    });
    const { personActor } = await import("@/lib/tenancy/actor");
    const { account, project, ticket } = await import("@/db/schema");
    const seen = await personActor(invited.id, "web").transaction(async (tx) => ({
      accounts: (await tx.select({ mail: account.mail }).from(account)).map((row) => row.mail),
      projects: await tx.select().from(project),
      tickets: await tx.select().from(ticket),
    }));
    expect(seen).toEqual({ accounts: ["lea.dupont@efs.example"], projects: [], tickets: [] });
    await expect(signIn("lea.dupont@efs.example")).rejects.toThrow("sign-in-refused");
  });

  it("is accepted once with a name and a password, and opens no session", async () => {
    await invite("marc@efs.example", "Marc");
    const token = await lastToken("marc@efs.example");
    await accept(token, "Marc Petit");
    const [row] = await world.owner`select id, name, locale from account where mail = 'marc@efs.example'`;
    expect(row).toMatchObject({ name: "Marc Petit", locale: "en" });
    expect(await world.owner`select 1 from session where account_id = ${row!.id}`).toHaveLength(0);
    expect(await signIn("marc@efs.example")).toBe(row!.id);
    expect((await platformEvents(world, "account.activated"))[0]).toMatchObject({ actorId: row!.id });
    await expect(accept(token)).rejects.toThrow("dead-link");
  });

  it("serves one of two who accept it at once", async () => {
    await invite("race@efs.example");
    const token = await lastToken("race@efs.example");
    const tries = await Promise.allSettled([accept(token, "One"), accept(token, "Two")]);
    expect(tries.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("lasts seven days, and is not a reset", async () => {
    const { id } = await invite("late@efs.example");
    const token = await lastToken("late@efs.example");
    const { acceptReset } = await import("@/lib/accounts/accept-reset");
    const { unknownActor } = await import("@/lib/tenancy/actor");
    await expect(acceptReset(unknownActor("web"), { token, newPassword: strong })).rejects.toThrow("dead-link");
    const [link] = await world.owner`update single_use_link set expires_at = now() where account_id = ${id}
      returning created_at, expires_at`;
    expect(link).toBeDefined();
    await expect(accept(token)).rejects.toThrow("dead-link");
    const { renewInvitation } = await import("@/lib/accounts/renew-invitation");
    await renewInvitation(world.actor(administrator), { account: "late@efs.example" });
    await accept(await lastToken("late@efs.example"));
    await expect(renewInvitation(world.actor(administrator), { account: "late@efs.example" })).rejects.toThrow(
      "already-active",
    );
  });

  it("serves once even when it was sent twice", async () => {
    await invite("twice@efs.example");
    const token = await lastToken("twice@efs.example");
    const { renewInvitation } = await import("@/lib/accounts/renew-invitation");
    await renewInvitation(world.actor(administrator), { account: "twice@efs.example" });
    const renewed = await lastToken("twice@efs.example");
    expect(renewed).not.toBe(token);
    await accept(renewed);
    await expect(accept(token)).rejects.toThrow("dead-link");
  });

  it("is refused for an address that somebody has, in whatever case and composition", async () => {
    await expect(invite("INES@culture.example")).rejects.toMatchObject({ code: "mail-taken", status: 409 });
    await invite("zoé@culture.example");
    await expect(invite("ZOE\u0301@Culture.Example")).rejects.toThrow("mail-taken");
  });

  it("creates one account when two administrators send it at once", async () => {
    const tries = await Promise.allSettled([1, 2, 3, 4].map(() => invite("same@efs.example")));
    expect(tries.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    expect(await world.owner`select 1 from account where mail = 'same@efs.example'`).toHaveLength(1);
  });

  it("is not for a lead, an agent or a requester to send", async () => {
    for (const mail of ["oscar@titulaire.example", "nadia@titulaire.example", "ines@culture.example"]) {
      await expect(invite("new@culture.example", "New", mail)).rejects.toThrow("forbidden");
      await expect(inviteAll("new@culture.example", mail)).rejects.toThrow("forbidden");
    }
    expect(await world.owner`select 1 from account where mail = 'new@culture.example'`).toHaveLength(0);
  });

  it.each([
    { mail: "no address" },
    { mail: "a@b" },
    { mail: `${"a".repeat(65)}@efs.example` },
    { mail: "x\u0000@efs.example" },
    { name: "" },
    { name: "x".repeat(121) },
    { name: "Le\u202ea" },
    { mail: 3 },
    { extra: "field" },
  ])("says what is wrong in %o", async (fault) => {
    const { inviteAccount } = await import("@/lib/accounts/invite-account");
    const input = { mail: "ok@efs.example", name: "Ok", ...fault } as never;
    await expect(inviteAccount(world.actor(administrator), input)).rejects.toMatchObject({ name: "ZodError" });
  });
});

describe("a pasted list", () => {
  it("says line by line what became of it, and a line at fault stops no other", async () => {
    const outcomes = await inviteAll(
      [
        "Nom;Courriel",
        "Jean-Paul Martin <JP.Martin@inrap.example>",
        "",
        '"Durand, Anne" <anne@inrap.example>',
        "zoe.le-goff@inrap.example",
        "Karim\tkarim@inrap.example",
        "rachid@efs.example",
        "sans adresse",
        "bad@",
        "karim@INRAP.example",
      ].join("\r\n"),
    );
    expect(outcomes.map(({ line, mail, outcome }) => [line, mail, outcome])).toEqual([
      [2, "jp.martin@inrap.example", "invited"],
      [4, "anne@inrap.example", "invited"],
      [5, "zoe.le-goff@inrap.example", "invited"],
      [6, "karim@inrap.example", "invited"],
      [7, "rachid@efs.example", "known"],
      [8, null, "no-address"],
      [9, null, "bad-address"],
      [10, null, "twice"],
    ]);
    const rows = await world.owner`select name from account where mail like '%@inrap.example' order by mail`;
    expect(rows.map((row) => row.name)).toEqual(["Durand, Anne", "Jean-Paul Martin", "Karim", "Zoe Le-Goff"]);
  });

  it("is refused when it is empty or too long", async () => {
    await expect(inviteAll(" \n ")).rejects.toMatchObject({ code: "required", field: "people" });
    await expect(inviteAll("a@b.example\n".repeat(501))).rejects.toMatchObject({ code: "too-many-lines" });
  });
});

describe("the first administrator", () => {
  async function offer() {
    const { offerAdministrator } = await import("@/lib/accounts/offer-administrator");
    return offerAdministrator();
  }
  async function create(token: string, mail: string) {
    const { acceptAdministration } = await import("@/lib/accounts/accept-administration");
    const { unknownActor } = await import("@/lib/tenancy/actor");
    return acceptAdministration(unknownActor("web"), {
      token,
      mail,
      name: "Alix Roy",
      newPassword: `${strong} et rit`,
    });
  }

  it("is offered to nobody while there is an administrator", async () => {
    expect(await offer()).toBeNull();
  });

  it("is created once by the last link, even by two at once; then the door is closed", async () => {
    await world.owner`update account set platform_administrator_since = null`;
    const former = (await offer())!.split("/").at(-1)!;
    const token = (await offer())!.split("/").at(-1)!;
    await expect(create(former, "alix@guichet.example")).rejects.toThrow("dead-link");
    await expect(create(token, "ines@culture.example")).rejects.toMatchObject({ code: "mail-taken" });
    const tries = await Promise.allSettled([
      create(token, "alix@guichet.example"),
      create(token, "other@guichet.example"),
    ]);
    expect(tries.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
    const rows = await world.owner`select name from account where platform_administrator_since is not null`;
    expect(rows).toHaveLength(1);
    expect(await offer()).toBeNull();
    await expect(create(token, "third@guichet.example")).rejects.toThrow("dead-link");
  });

  it("is nothing that somebody of the application can make himself", async () => {
    const { sql } = await import("drizzle-orm");
    const rise = world
      .actor("ines@culture.example")
      .transaction((tx) =>
        tx.execute(sql`update account set platform_administrator_since = now() where mail = 'ines@culture.example'`),
      );
    await expect(rise).rejects.toThrow();
  });
});

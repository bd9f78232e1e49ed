import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, type World } from "@/tests/world";
import { administrator, platformEvents } from "./platform";

const ines = "ines@culture.example";
let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function add(account: string, mail: string, by = administrator) {
  const { addAlias } = await import("@/lib/accounts/add-alias");
  return addAlias(world.actor(by), { account, mail });
}
async function remove(account: string, mail: string, by = administrator) {
  const { removeAlias } = await import("@/lib/accounts/remove-alias");
  return removeAlias(world.actor(by), { account, mail });
}

describe("an alias", () => {
  it("belongs to one account, and its coming and going leave their lines", async () => {
    expect(await add(ines, "I.Garnier@Culture.example")).toEqual({ account: ines, mail: "i.garnier@culture.example" });
    expect((await platformEvents(world))[0]).toMatchObject({
      type: "account.aliasAdded",
      payload: { accountId: world.account(ines).id, mail: "i.garnier@culture.example" },
    });
    // An account may be named by any of its addresses.
    await remove("i.garnier@culture.example", "i.garnier@culture.example");
    expect((await platformEvents(world))[0]).toMatchObject({ type: "account.aliasRemoved" });
    await expect(remove(ines, "i.garnier@culture.example")).rejects.toThrow("unknown-alias");
  });

  it("is refused when it is anybody's address or alias, in whatever case, composition or alphabet of domain", async () => {
    await add(ines, "inès@garnier-été.example");
    for (const mail of [
      "jules@culture.example",
      "JULES@culture.example",
      ines,
      "INÈS@GARNIER-ÉTÉ.example",
      "ine\u0300s@garnier-e\u0301te\u0301.example",
      "inès@xn--garnier-t-i4ab.example",
    ])
      await expect(add("camille@culture.example", mail)).rejects.toMatchObject({ code: "mail-taken", status: 409 });
  });

  it("is given once when it is asked for two accounts at once", async () => {
    const tries = await Promise.allSettled([
      add("jules@culture.example", "contact@culture.example"),
      add("camille@culture.example", "contact@culture.example"),
      add("paula@culture.example", "contact@culture.example"),
    ]);
    expect(tries.filter((result) => result.status === "fulfilled")).toHaveLength(1);
  });

  it("and an account of the same address cannot both be made at once", async () => {
    const { inviteAccount } = await import("@/lib/accounts/invite-account");
    const tries = await Promise.allSettled([
      add("jules@culture.example", "accueil@culture.example"),
      inviteAccount(world.actor(administrator), { mail: "accueil@culture.example", name: "Accueil" }),
    ]);
    expect(tries.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("cannot be doubled even by who writes the table by hand", async () => {
    const { id } = world.account("jules@culture.example");
    await expect(world.owner`insert into account_alias (mail, account_id) values (${ines}, ${id})`).rejects.toThrow(
      "taken",
    );
    await add("jules@culture.example", "j.perrin@culture.example");
    await expect(
      world.owner`insert into account (mail, name) values ('j.perrin@culture.example', 'X')`,
    ).rejects.toThrow("taken");
  });

  it("is not for a lead or its own owner to give, and an account of another workspace does not exist", async () => {
    await expect(add(ines, "x@culture.example", "oscar@titulaire.example")).rejects.toThrow("forbidden");
    await expect(add(ines, "x@culture.example", ines)).rejects.toThrow("forbidden");
    await expect(add(ines, "x@culture.example", "rachid@efs.example")).rejects.toThrow("unknown-account");
    await expect(remove("jules@culture.example", "j.perrin@culture.example", ines)).rejects.toThrow();
  });
});

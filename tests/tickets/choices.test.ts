import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Transaction } from "@/lib/tenancy/actor";
import { openWorld, type World } from "@/tests/world";

let world: World;
let choices: typeof import("@/lib/tickets/choice-queries");

beforeAll(async () => {
  world = await openWorld();
  choices = await import("@/lib/tickets/choice-queries");
});

afterAll(() => world.close());

const as = <T>(mail: string, read: (tx: Transaction) => PromiseLike<T>) =>
  world.actor(mail).transaction(async (tx) => read(tx));
const keys = (list: { key: string }[]) => list.map((one) => one.key).sort();

describe("what can be chosen", () => {
  it("ines opens in the projects of her workspace, and reads all of none", async () => {
    expect(keys(await as("ines@culture.example", choices.listOpenableProjects))).toEqual(["PORTAIL", "PRESSE"]);
    expect(await as("ines@culture.example", (tx) => choices.listReadableProjects(tx, 10))).toEqual([]);
  });

  it("camille reads the two projects that she was given, and can move tickets to the one that she writes", async () => {
    const culture = world.workspace("culture").id;
    const read = await as("camille@culture.example", (tx) => choices.listReadableProjects(tx, 10));
    expect(keys(read)).toEqual(["PORTAIL", "PRESSE"]);
    const written = await as("camille@culture.example", (tx) => choices.listWritableProjects(tx, culture));
    expect(keys(written)).toEqual(["PRESSE"]);
  });

  it("rachid is offered nothing of the culture, even when he names it", async () => {
    const culture = world.workspace("culture").id;
    const rachid = "rachid@efs.example";
    expect(keys(await as(rachid, choices.listMyWorkspaces))).toEqual(["efs"]);
    expect(keys(await as(rachid, choices.listOpenableProjects))).toEqual(["DON"]);
    expect(await as(rachid, (tx) => choices.listCategories(tx, culture))).toEqual([]);
    expect(await as(rachid, (tx) => choices.listStatuses(tx, { workspaceId: culture, kind: "request" }))).toEqual([]);
    expect(await as(rachid, (tx) => choices.listAssignable(tx, culture))).toEqual([]);
    expect(await as(rachid, (tx) => choices.listMembersToAdd(tx, culture))).toEqual([]);
    expect(await as(rachid, (tx) => choices.listWritableProjects(tx, culture))).toEqual([]);
    const names = await as(rachid, (tx) => choices.listNames(tx, [world.account("ines@culture.example").id]));
    expect([...names]).toEqual([]);
  });

  it("tickets are given to those whose profile works on all of them", async () => {
    const culture = world.workspace("culture").id;
    const found = await as("nadia@titulaire.example", (tx) => choices.listAssignable(tx, culture));
    expect(found.map((one) => one.mail).sort()).toEqual(["nadia@titulaire.example", "oscar@titulaire.example"]);
  });

  it("the usual project is that of the last request, and none before the first", async () => {
    const { openTicket } = await import("@/lib/tickets/open-ticket");
    const asked = { project: "PRESSE", title: "Communiqué", message: "À corriger." };
    await openTicket(world.actor("jules@culture.example"), asked);
    expect(await as("jules@culture.example", choices.findUsualProject)).toBe("PRESSE");
    expect(await as("admin@guichet.example", choices.findUsualProject)).toBeNull();
  });

  it("each code of the filters is offered once, however many workspaces have it", async () => {
    const codes = (await as("nadia@titulaire.example", choices.listStatusCodes)).map((one) => one.code);
    expect(codes).toEqual([...new Set(codes)]);
    expect(codes).toContain("waiting-requester");
    const categories = (await as("nadia@titulaire.example", choices.listCategoryCodes)).map((one) => one.code);
    expect(categories).toEqual([...new Set(categories)]);
  });
});

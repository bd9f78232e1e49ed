import { afterAll, beforeAll, expect, test } from "vitest";
import { projectGrant } from "@/db/schema";
import { getTicket } from "@/lib/tickets/ticket-queries";
import { changeMembership } from "@/lib/workspaces/change-membership";
import { changeProfile } from "@/lib/workspaces/change-profile";
import { createProfile } from "@/lib/workspaces/create-profile";
import { listProjectMembers } from "@/lib/workspaces/grant-queries";
import { getProject } from "@/lib/workspaces/project-queries";
import { setGrant } from "@/lib/workspaces/set-grant";
import { openWorld, type World } from "../world";
import { linesOf, refused } from "./administration-lines";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const oscar = () => world.actor("oscar@titulaire.example");
const admin = () => world.actor("admin@guichet.example");
const jules = "jules@culture.example";
const reads = (mail: string, reference: string) =>
  world.actor(mail).transaction((tx) =>
    getTicket(tx, reference).then(
      () => true,
      () => false,
    ),
  );

test("a right given by oscar opens every ticket of the project at jules's next request, and leaves its line", async () => {
  expect(await reads(jules, "PORTAIL-1")).toBe(false);
  await setGrant(oscar(), { project: "PORTAIL", account: jules, level: "read" });
  expect(await reads(jules, "PORTAIL-1")).toBe(true);
  const [line] = await linesOf(world, "culture");
  expect(line).toMatchObject({
    type: "grant.given",
    actorId: world.account("oscar@titulaire.example").id,
    payload: { project: "PORTAIL", accountId: world.account(jules).id, level: ["none", "read"] },
  });
});

test("a right raised, then taken back, is gone at the next request", async () => {
  await setGrant(oscar(), { project: "PORTAIL", account: jules, level: "write" });
  await setGrant(oscar(), { project: "portail", account: " JULES@culture.example ", level: "none" });
  expect(await reads(jules, "PORTAIL-1")).toBe(false);
  const [withdrawn, raised] = await linesOf(world, "culture");
  expect(raised!.payload).toMatchObject({ level: ["read", "write"] });
  expect(withdrawn).toMatchObject({ type: "grant.withdrawn", payload: { level: ["write", "none"] } });
});

test("giving what stands already leaves no line", async () => {
  const before = await linesOf(world, "culture");
  await setGrant(oscar(), { project: "PORTAIL", account: "camille@culture.example", level: "read" });
  await setGrant(oscar(), { project: "PORTAIL", account: jules, level: "none" });
  expect(await linesOf(world, "culture")).toHaveLength(before.length);
});

test("an agent, who may write everywhere, may give nothing", async () => {
  const asked = setGrant(world.actor("nadia@titulaire.example"), { project: "PORTAIL", account: jules, level: "read" });
  await expect(asked).rejects.toMatchObject(refused("forbidden"));
});

test("for rachid the culture's project does not exist, and a stranger to the workspace is no member", async () => {
  const asked = setGrant(world.actor("rachid@efs.example"), { project: "PORTAIL", account: jules, level: "read" });
  await expect(asked).rejects.toMatchObject(refused("unknown-project"));
  const stranger = setGrant(oscar(), { project: "PORTAIL", account: "rachid@efs.example", level: "read" });
  await expect(stranger).rejects.toMatchObject(refused("unknown-member"));
});

test("nobody gives himself a right, but a platform administrator may", async () => {
  const asked = setGrant(oscar(), { project: "PORTAIL", account: "oscar@titulaire.example", level: "write" });
  await expect(asked).rejects.toMatchObject(refused("not-yourself"));
});

test("who manages members without reading a project cannot give it, by the verb nor around it", async () => {
  await createProfile(admin(), { workspace: "culture", name: "Gestion des membres", from: "Demandeur" });
  await changeProfile(admin(), {
    workspace: "culture",
    profile: "Gestion des membres",
    permissions: ["tickets.open", "members.manage"],
  });
  await changeMembership(admin(), { workspace: "culture", account: jules, profile: "Gestion des membres" });
  const ines = "ines@culture.example";
  const asked = setGrant(world.actor(jules), { project: "PORTAIL", account: ines, level: "read" });
  await expect(asked).rejects.toMatchObject(refused("beyond-your-rights"));
  const around = world.actor(jules).transaction((tx) =>
    tx.insert(projectGrant).values({
      workspaceId: world.workspace("culture").id,
      projectId: world.project("PORTAIL").id,
      accountId: world.account(ines).id,
      level: "read",
    }),
  );
  await expect(around).rejects.toMatchObject({ cause: { code: "42501" } });
  await setGrant(oscar(), { project: "PRESSE", account: jules, level: "read" });
  await setGrant(world.actor(jules), { project: "PRESSE", account: ines, level: "read" });
  const higher = setGrant(world.actor(jules), { project: "PRESSE", account: ines, level: "write" });
  await expect(higher).rejects.toMatchObject(refused("beyond-your-rights"));
});

test("two people who set one right at once leave two lines that follow each other, and the last one stands", async () => {
  const paula = "paula@culture.example";
  await Promise.all([
    setGrant(oscar(), { project: "PRESSE", account: paula, level: "read" }),
    setGrant(admin(), { project: "PRESSE", account: paula, level: "write" }),
  ]);
  const [last, first] = await linesOf(world, "culture");
  const levels = [first, last].map((line) => (line!.payload as { level: [string, string] }).level);
  expect(levels[0]![0]).toBe("none");
  expect(levels[1]![0]).toBe(levels[0]![1]);
  const [row] = await world.owner`select level from project_grant where account_id = ${world.account(paula).id}
    and project_id = ${world.project("PRESSE").id}`;
  expect(row!.level).toBe(levels[1]![1]);
});

test("the page of a project tells what was given apart from what a profile gives", async () => {
  const members = await oscar().transaction(async (tx) => listProjectMembers(tx, await getProject(tx, "PORTAIL")));
  const of = (mail: string) => members.find((member) => member.mail === mail);
  expect(of("camille@culture.example")).toMatchObject({ level: "read", fromProfile: "none" });
  expect(of("nadia@titulaire.example")).toMatchObject({ level: "none", fromProfile: "write" });
  expect(members.some((member) => member.mail === "rachid@efs.example")).toBe(false);
});

test("a level or an address that makes no sense is a fault of the input", async () => {
  await expect(setGrant(oscar(), { project: "PORTAIL", account: jules, level: "own" as never })).rejects.toThrow();
  await expect(setGrant(oscar(), { project: "\u0000", account: jules, level: "read" })).rejects.toThrow();
  await expect(setGrant(oscar(), { project: "PORTAIL", account: "\u0000", level: "read" })).rejects.toMatchObject(
    refused("unknown-member"),
  );
});

import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { membership, outgoingMail } from "@/db/schema";
import { openTicket } from "@/lib/tickets/open-ticket";
import { getTicket } from "@/lib/tickets/ticket-queries";
import { changeMembership } from "@/lib/workspaces/change-membership";
import { changeProfile } from "@/lib/workspaces/change-profile";
import { endMembership } from "@/lib/workspaces/end-membership";
import { giveMembership } from "@/lib/workspaces/give-membership";
import { inviteMembers } from "@/lib/workspaces/invite-members";
import { listMembers } from "@/lib/workspaces/membership-queries";
import { listProfiles } from "@/lib/workspaces/profile-queries";
import { setGrant } from "@/lib/workspaces/set-grant";
import { getWorkspace } from "@/lib/workspaces/workspace-queries";
import { openWorld, type World } from "../world";
import { linesOf, refused } from "./administration-lines";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const oscar = () => world.actor("oscar@titulaire.example");
const admin = () => world.actor("admin@guichet.example");
const membersOf = (workspace: string) =>
  admin().transaction(async (tx) => listMembers(tx, (await getWorkspace(tx, workspace)).id));
const profileOf = async (workspace: string, mail: string) =>
  (await membersOf(workspace)).find((member) => member.mail === mail)?.profileName;

test("oscar lets rachid into culture, where he then opens a ticket", async () => {
  await giveMembership(oscar(), { workspace: "culture", account: "Rachid@EFS.example", profile: "Demandeur" });
  const opened = await openTicket(world.actor("rachid@efs.example"), {
    project: "PRESSE",
    title: "Une question",
    message: "Bonjour",
  });
  expect(opened.workspaceKey).toBe("culture");
  const [line] = await linesOf(world, "culture");
  expect(line).toMatchObject({
    type: "membership.given",
    payload: { accountId: world.account("rachid@efs.example").id, profile: "Demandeur" },
  });
});

test("a member cannot enter twice, even when two people let him in at once", async () => {
  const again = giveMembership(oscar(), { workspace: "efs", account: "rachid@efs.example", profile: "Demandeur" });
  await expect(again).rejects.toMatchObject(refused("already-member"));
  const asked = { workspace: "efs", account: "jules@culture.example", profile: "Demandeur" };
  const outcomes = await Promise.allSettled([giveMembership(oscar(), asked), giveMembership(admin(), asked)]);
  expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("an agent lets nobody in, and for camille the EFS's workspace does not exist", async () => {
  const asked = { workspace: "efs", account: "ines@culture.example", profile: "Demandeur" };
  const byNadia = giveMembership(world.actor("nadia@titulaire.example"), asked);
  await expect(byNadia).rejects.toMatchObject(refused("forbidden"));
  const byCamille = giveMembership(world.actor("camille@culture.example"), asked);
  await expect(byCamille).rejects.toMatchObject(refused("unknown-workspace"));
});

test("an agent cannot learn from the answer whether an address has an account", async () => {
  const answers = await Promise.allSettled(
    ["rachid@efs.example", "nobody@nowhere.example"].map((account) =>
      giveMembership(world.actor("nadia@titulaire.example"), { workspace: "inrap", account, profile: "Demandeur" }),
    ),
  );
  const codes = answers.map((answer) => answer.status === "rejected" && answer.reason.code);
  expect(codes).toEqual(["forbidden", "forbidden"]);
});

test("a changed profile holds at the next request and leaves its line", async () => {
  await changeMembership(oscar(), { workspace: "culture", account: "jules@culture.example", profile: "Agent" });
  const ticket = await world.actor("jules@culture.example").transaction((tx) => getTicket(tx, "PORTAIL-1"));
  expect(ticket.reference).toBe("PORTAIL-1");
  const [line] = await linesOf(world, "culture");
  expect(line).toMatchObject({ type: "membership.changed", payload: { profile: ["Demandeur", "Agent"] } });
  await changeMembership(oscar(), { workspace: "culture", account: "jules@culture.example", profile: "Demandeur" });
});

test("oscar cannot make himself, nor anybody, Administrateur d'espace", async () => {
  const administrator = "Administrateur d'espace";
  const asked = { workspace: "culture", profile: administrator };
  const himself = changeMembership(oscar(), { ...asked, account: "oscar@titulaire.example" });
  await expect(himself).rejects.toMatchObject(refused("not-yourself"));
  const jules = changeMembership(oscar(), { ...asked, account: "jules@culture.example" });
  await expect(jules).rejects.toMatchObject(refused("beyond-your-rights"));
  expect(await profileOf("culture", "oscar@titulaire.example")).toBe("Responsable de service");
});

test("nor around the verb: PostgreSQL refuses the same", async () => {
  const profiles = await admin().transaction((tx) => listProfiles(tx, world.workspace("culture").id));
  const administrator = profiles.find((profile) => profile.builtIn === "administrator")!;
  const write = (mail: string) =>
    oscar().transaction((tx) =>
      tx
        .update(membership)
        .set({ profileId: administrator.id })
        .where(
          and(
            eq(membership.workspaceId, world.workspace("culture").id),
            eq(membership.accountId, world.account(mail).id),
          ),
        )
        .returning(),
    );
  expect(await write("oscar@titulaire.example")).toEqual([]);
  await expect(write("jules@culture.example")).rejects.toMatchObject({ cause: { code: "42501" } });
});

test("oscar cannot touch an Administrateur d'espace, who can change oscar", async () => {
  const jules = { workspace: "culture", account: "jules@culture.example" };
  await changeMembership(admin(), { ...jules, profile: "Administrateur d'espace" });
  await expect(changeMembership(oscar(), { ...jules, profile: "Demandeur" })).rejects.toMatchObject(
    refused("beyond-your-rights"),
  );
  await expect(endMembership(oscar(), jules)).rejects.toMatchObject(refused("beyond-your-rights"));
  const julesActor = world.actor("jules@culture.example");
  await changeMembership(julesActor, { workspace: "culture", account: "oscar@titulaire.example", profile: "Agent" });
  expect(await profileOf("culture", "oscar@titulaire.example")).toBe("Agent");
  await changeMembership(julesActor, {
    workspace: "culture",
    account: "oscar@titulaire.example",
    profile: "Responsable de service",
  });
  await changeMembership(admin(), { ...jules, profile: "Demandeur" });
});

test("who leaves finds nothing of the workspace any more, and comes back without his rights", async () => {
  const camille = { workspace: "culture", account: "camille@culture.example" };
  await endMembership(oscar(), camille);
  const camilleActor = world.actor("camille@culture.example");
  const seen = await camilleActor.transaction((tx) => getTicket(tx, "PORTAIL-1").catch((error) => error.code));
  expect(seen).toBe("not-found");
  const [line] = await linesOf(world, "culture");
  expect(line).toMatchObject({ type: "membership.ended", payload: { profile: "Suivi de projet" } });
  expect((line!.payload as { grants: unknown[] }).grants).toHaveLength(2);
  await giveMembership(oscar(), { ...camille, profile: "Suivi de projet" });
  const again = await camilleActor.transaction((tx) => getTicket(tx, "PORTAIL-1").catch((error) => error.code));
  expect(again).toBe("not-found");
  await setGrant(oscar(), { project: "PORTAIL", account: "camille@culture.example", level: "read" });
});

test("who left already is no member", async () => {
  const paula = { workspace: "inrap", account: "paula@culture.example" };
  const outcomes = await Promise.allSettled([endMembership(oscar(), paula), endMembership(admin(), paula)]);
  expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"]);
  await expect(endMembership(oscar(), paula)).rejects.toMatchObject(refused("unknown-member"));
});

test("the last one who manages a workspace's members stays, whatever way one tries", async () => {
  const oscarThere = { workspace: "inrap", account: "oscar@titulaire.example" };
  await expect(endMembership(admin(), oscarThere)).rejects.toMatchObject(refused("last-manager"));
  await expect(changeMembership(admin(), { ...oscarThere, profile: "Agent" })).rejects.toMatchObject(
    refused("last-manager"),
  );
  const emptied = changeProfile(admin(), { workspace: "inrap", profile: "Responsable de service", permissions: [] });
  await expect(emptied).rejects.toMatchObject(refused("last-manager"));
  expect(await profileOf("inrap", "oscar@titulaire.example")).toBe("Responsable de service");
});

test("two managers who remove each other at once leave one", async () => {
  await changeMembership(admin(), {
    workspace: "efs",
    account: "nadia@titulaire.example",
    profile: "Responsable de service",
  });
  const outcomes = await Promise.allSettled([
    endMembership(oscar(), { workspace: "efs", account: "nadia@titulaire.example" }),
    endMembership(world.actor("nadia@titulaire.example"), { workspace: "efs", account: "oscar@titulaire.example" }),
  ]);
  expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
  const managers = (await membersOf("efs")).filter((member) => member.permissions.includes("members.manage"));
  expect(managers).toHaveLength(1);
});

test("an unknown profile or address is a fault of the input", async () => {
  const asked = { workspace: "culture", account: "ines@culture.example", profile: "Grand chef" };
  await expect(changeMembership(oscar(), asked)).rejects.toMatchObject(refused("unknown-profile"));
  const nobody = giveMembership(oscar(), { ...asked, account: "nobody@nowhere.example", profile: "Demandeur" });
  await expect(nobody).rejects.toMatchObject(refused("unknown-account"));
});

test("a pasted list is let in line by line: known people enter, others are invited, faults are told", async () => {
  const people = [
    "Nom;Courriel",
    "Maud Chevalier <maud.chevalier@culture.example>",
    "paula@culture.example",
    "rachid@efs.example",
    "pas une adresse",
    "maud.chevalier@culture.example",
    "oscar@titulaire.example",
  ].join("\n");
  const outcomes = await inviteMembers(oscar(), { workspace: "inrap", profile: "Demandeur", people });
  expect(outcomes.map(({ line, outcome }) => [line, outcome])).toEqual([
    [2, "invited"],
    [3, "entered"],
    [4, "entered"],
    [5, "no-address"],
    [6, "twice"],
    [7, "not-yourself"],
  ]);
  expect(await profileOf("inrap", "maud.chevalier@culture.example")).toBe("Demandeur");
  const invitations = await admin().transaction((tx) =>
    tx.select({ to: outgoingMail.toMail }).from(outgoingMail).where(eq(outgoingMail.kind, "invitation")),
  );
  expect(invitations).toEqual([{ to: "maud.chevalier@culture.example" }]);
});

test("a list cannot give more than its sender has, nor be sent by an agent", async () => {
  const asked = { workspace: "inrap", profile: "Administrateur d'espace", people: "ines@culture.example" };
  await expect(inviteMembers(oscar(), asked)).rejects.toMatchObject(refused("beyond-your-rights"));
  const nadia = world.actor("nadia@titulaire.example");
  await expect(inviteMembers(nadia, { ...asked, profile: "Demandeur" })).rejects.toMatchObject(refused("forbidden"));
});

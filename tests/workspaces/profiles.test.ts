import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { profile } from "@/db/schema";
import type { Permission } from "@/lib/access/permissions";
import { changeMembership } from "@/lib/workspaces/change-membership";
import { changeProfile } from "@/lib/workspaces/change-profile";
import { createProfile } from "@/lib/workspaces/create-profile";
import { getProfile } from "@/lib/workspaces/profile-queries";
import { removeProfile } from "@/lib/workspaces/remove-profile";
import { openWorld, type World } from "../world";
import { linesOf, refused } from "./administration-lines";

let world: World;
beforeAll(async () => {
  world = await openWorld();
  // jules administers culture for the length of this file.
  await changeMembership(admin(), {
    workspace: "culture",
    account: "jules@culture.example",
    profile: "Administrateur d'espace",
  });
});
afterAll(() => world.close());

const admin = () => world.actor("admin@guichet.example");
const jules = () => world.actor("jules@culture.example");
const read = (name: string) => admin().transaction((tx) => getProfile(tx, world.workspace("culture").id, name));

test("a clone begins with its model's permissions, changes apart from it, and leaves its lines", async () => {
  await createProfile(jules(), { workspace: "culture", name: "Lecteur", from: "Demandeur" });
  await changeProfile(jules(), {
    workspace: "culture",
    profile: "Lecteur",
    permissions: ["tickets.open", "tickets.readAll"],
  });
  expect((await read("Lecteur")).permissions).toEqual(["tickets.open", "tickets.readAll"]);
  expect((await read("Demandeur")).permissions).toEqual(["tickets.open"]);
  const [changed, created] = await linesOf(world, "culture");
  expect(created).toMatchObject({ type: "profile.created", payload: { name: "Lecteur", from: "Demandeur" } });
  expect(changed).toMatchObject({
    type: "profile.changed",
    payload: { name: "Lecteur", changed: { added: ["tickets.readAll"], removed: [] } },
  });
});

test("who may write may read: a permission brings those that it makes no sense without", async () => {
  const changed = await changeProfile(jules(), {
    workspace: "culture",
    profile: "Lecteur",
    permissions: ["notes.write", "tickets.writeAll"],
  });
  expect(changed.permissions).toEqual(["tickets.readAll", "tickets.writeAll", "notes.read", "notes.write"]);
});

test("oscar, who manages members and no settings, edits no profile; for rachid the workspace does not exist", async () => {
  const asked = { workspace: "culture", profile: "Demandeur", permissions: ["settings.manage" as Permission] };
  await expect(changeProfile(world.actor("oscar@titulaire.example"), asked)).rejects.toMatchObject(
    refused("forbidden"),
  );
  await expect(changeProfile(world.actor("rachid@efs.example"), asked)).rejects.toMatchObject(
    refused("unknown-workspace"),
  );
  await expect(
    createProfile(world.actor("oscar@titulaire.example"), { workspace: "culture", name: "Autre", from: "Agent" }),
  ).rejects.toMatchObject(refused("forbidden"));
  await expect(
    removeProfile(world.actor("oscar@titulaire.example"), { workspace: "culture", profile: "Lecteur" }),
  ).rejects.toMatchObject(refused("forbidden"));
});

test("jules cannot add a permission to the profile that he has himself, by the verb nor around it", async () => {
  const own = "Administrateur d'espace";
  const asked = changeProfile(jules(), { workspace: "culture", profile: own, permissions: ["tickets.readAll"] });
  await expect(asked).rejects.toMatchObject(refused("own-profile"));
  const around = await jules().transaction((tx) =>
    tx
      .update(profile)
      .set({ permissions: ["tickets.readAll"] })
      .where(and(eq(profile.workspaceId, world.workspace("culture").id), eq(profile.name, own)))
      .returning(),
  );
  expect(around).toEqual([]);
});

test("a form drawn from other permissions is refused, with those that stand", async () => {
  const asked = changeProfile(jules(), {
    workspace: "culture",
    profile: "Agent",
    permissions: ["tickets.open"],
    seen: ["tickets.open", "notes.read"],
  });
  await expect(asked).rejects.toMatchObject({ code: "stale", current: { name: "Agent" } });
});

test("of two changes drawn from the same form, the second one is refused", async () => {
  const { permissions } = await read("Suivi de projet");
  const seen = permissions as Permission[];
  const asked = (dropped: string) =>
    changeProfile(jules(), {
      workspace: "culture",
      profile: "Suivi de projet",
      permissions: seen.filter((permission) => permission !== dropped),
      seen,
    });
  const outcomes = await Promise.allSettled([asked("exports.run"), asked("statistics.read")]);
  expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"]);
  expect((await read("Suivi de projet")).permissions).toHaveLength(permissions.length - 1);
});

test("a name is taken once in a workspace, and free in another one", async () => {
  const again = createProfile(jules(), { workspace: "culture", name: "Agent", from: "Demandeur" });
  await expect(again).rejects.toMatchObject(refused("name-taken"));
  const renamed = changeProfile(jules(), { workspace: "culture", profile: "Lecteur", name: "Agent" });
  await expect(renamed).rejects.toMatchObject(refused("name-taken"));
  await createProfile(admin(), { workspace: "efs", name: "Lecteur", from: "Demandeur" });
});

test("a profile goes only when nobody has it and it was not born with the workspace", async () => {
  const remove = (name: string) => removeProfile(jules(), { workspace: "culture", profile: name });
  await expect(remove("Responsable de service")).rejects.toMatchObject(refused("built-in-profile"));
  await changeMembership(jules(), { workspace: "culture", account: "ines@culture.example", profile: "Lecteur" });
  await expect(remove("Lecteur")).rejects.toMatchObject(refused("profile-in-use"));
  await changeMembership(jules(), { workspace: "culture", account: "ines@culture.example", profile: "Demandeur" });
  await remove("Lecteur");
  const [line] = await linesOf(world, "culture");
  expect(line).toMatchObject({ type: "profile.removed", payload: { name: "Lecteur" } });
  await expect(remove("Lecteur")).rejects.toMatchObject(refused("unknown-profile"));
});

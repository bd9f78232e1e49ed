import { afterAll, beforeAll, expect, test } from "vitest";
import { openTicket } from "@/lib/tickets/open-ticket";
import { listBeneficiaries } from "@/lib/workspaces/beneficiary-queries";
import { listCategories } from "@/lib/workspaces/category-queries";
import { changeBeneficiary } from "@/lib/workspaces/change-beneficiary";
import { changeProject } from "@/lib/workspaces/change-project";
import { changeWorkspace } from "@/lib/workspaces/change-workspace";
import { createBeneficiary } from "@/lib/workspaces/create-beneficiary";
import { createProject } from "@/lib/workspaces/create-project";
import { createWorkspace } from "@/lib/workspaces/create-workspace";
import { giveMembership } from "@/lib/workspaces/give-membership";
import { getPriorityMatrix } from "@/lib/workspaces/priority-matrix-queries";
import { listProfiles } from "@/lib/workspaces/profile-queries";
import { listStatuses } from "@/lib/workspaces/status-queries";
import { listWorkspaces } from "@/lib/workspaces/workspace-queries";
import { openWorld, type World } from "../world";
import { linesOf, refused } from "./administration-lines";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const admin = () => world.actor("admin@guichet.example");
const oscar = () => world.actor("oscar@titulaire.example");
const beneficiaryOf = async (name: string) =>
  (await admin().transaction((tx) => listBeneficiaries(tx))).find((row) => row.name === name)!;

test("a beneficiary is added once, renamed, and each change leaves its line on the platform's chain", async () => {
  const { id } = await createBeneficiary(admin(), { name: "  Bibliothèque nationale  " });
  await expect(createBeneficiary(admin(), { name: "Bibliothèque nationale" })).rejects.toMatchObject(
    refused("name-taken"),
  );
  await changeBeneficiary(admin(), { beneficiary: id, name: "Bibliothèque nationale de France" });
  await expect(changeBeneficiary(admin(), { beneficiary: id, name: "EFS" })).rejects.toMatchObject(
    refused("name-taken"),
  );
  const [changed, created] = await linesOf(world, "platform");
  expect(created).toMatchObject({ type: "beneficiary.created", payload: { name: "Bibliothèque nationale" } });
  expect(changed!.payload).toMatchObject({
    changed: { name: ["Bibliothèque nationale", "Bibliothèque nationale de France"] },
  });
});

test("of two beneficiaries added at once under one name, one is refused", async () => {
  const outcomes = await Promise.allSettled([
    createBeneficiary(admin(), { name: "Archives" }),
    createBeneficiary(admin(), { name: "Archives" }),
  ]);
  expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("oscar adds no beneficiary and no workspace, and does not see a beneficiary without a workspace of his", async () => {
  await expect(createBeneficiary(oscar(), { name: "Autre" })).rejects.toMatchObject(refused("forbidden"));
  const efs = await beneficiaryOf("EFS");
  await expect(createWorkspace(oscar(), { beneficiary: efs.id, key: "efs-2", name: "EFS 2" })).rejects.toMatchObject(
    refused("forbidden"),
  );
  await expect(changeWorkspace(oscar(), { workspace: "efs", name: "EFS !" })).rejects.toMatchObject(
    refused("forbidden"),
  );
  const archives = await beneficiaryOf("Archives");
  await expect(changeBeneficiary(oscar(), { beneficiary: archives.id, name: "A" })).rejects.toMatchObject(
    refused("unknown-beneficiary"),
  );
});

test("a workspace is born with five profiles, its categories, statuses of every kind and priorities", async () => {
  const efs = await beneficiaryOf("EFS");
  const created = await createWorkspace(admin(), { beneficiary: efs.id, key: "EFS-recherche", name: "Recherche" });
  expect(created.key).toBe("efs-recherche");
  const born = await admin().transaction(async (tx) => ({
    profiles: await listProfiles(tx, created.id),
    categories: await listCategories(tx, created.id),
    statuses: await listStatuses(tx, created.id),
    matrix: await getPriorityMatrix(tx, created.id),
  }));
  expect(born.profiles.map((profile) => profile.name)).toEqual([
    "Demandeur",
    "Suivi de projet",
    "Agent",
    "Responsable de service",
    "Administrateur d'espace",
  ]);
  expect(born.categories[0]!.labelFr).toBe("Assistance");
  for (const kind of ["incident", "request", "problem", "change", "release"]) {
    const own = born.statuses.filter((status) => status.kind === kind);
    expect(new Set(own.map((status) => status.phase))).toEqual(
      new Set(["new", "open", "waiting", "resolved", "closed"]),
    );
    expect(own.some((status) => status.code === "cancelled")).toBe(true);
  }
  expect(born.matrix[0]![0]).toBe(1);
  expect(born.matrix[3]![3]).toBe(4);
  const visible = await oscar().transaction((tx) => listWorkspaces(tx));
  expect(visible.map((workspace) => workspace.key).sort()).toEqual(["culture", "efs", "inrap"]);
});

test("a workspace's key is taken once", async () => {
  const efs = await beneficiaryOf("EFS");
  await expect(createWorkspace(admin(), { beneficiary: efs.id, key: "culture", name: "Encore" })).rejects.toMatchObject(
    refused("key-taken"),
  );
});

test("a project gets its address, numbers from 1, and is seen by members only", async () => {
  await createProject(admin(), { workspace: "inrap", key: "musee", name: "Musée" });
  const opened = await openTicket(world.actor("paula@culture.example"), {
    project: "MUSEE",
    title: "Première",
    message: "Bonjour",
  });
  expect(opened.reference).toBe("MUSEE-1");
  const [line] = await linesOf(world, "inrap");
  expect(line).toMatchObject({
    type: "project.created",
    payload: { key: "MUSEE", inboundAddress: "musee@guichet.example" },
  });
  await expect(
    changeProject(world.actor("rachid@efs.example"), { project: "MUSEE", name: "À moi" }),
  ).rejects.toMatchObject(refused("unknown-project"));
  await expect(changeProject(oscar(), { project: "MUSEE", name: "À moi" })).rejects.toMatchObject(refused("forbidden"));
});

test("a key or an address that a workspace out of sight has is refused without saying whose it is", async () => {
  await giveMembership(admin(), {
    workspace: "efs",
    account: "jules@culture.example",
    profile: "Administrateur d'espace",
  });
  const jules = world.actor("jules@culture.example");
  const taken = { code: "key-or-address-taken", details: {}, current: null };
  await expect(createProject(jules, { workspace: "efs", key: "FOUILLES", name: "F" })).rejects.toMatchObject(taken);
  await expect(
    createProject(jules, { workspace: "efs", key: "PLASMA", name: "P", inboundAddress: "fouilles@guichet.example" }),
  ).rejects.toMatchObject(taken);
  await expect(
    changeProject(jules, { project: "DON", inboundAddress: "FOUILLES@guichet.example" }),
  ).rejects.toMatchObject(taken);
  const changed = await changeProject(jules, { project: "DON", inboundAddress: "dons@efs.example", name: "Don" });
  expect(changed).toMatchObject({ inboundAddress: "dons@efs.example", name: "Don" });
  await expect(changeProject(jules, { project: "DON", inboundAddress: "dons+1@efs.example" })).rejects.toThrow();
});

test("an archived project keeps its tickets and takes no new one, until it is restored", async () => {
  await changeProject(admin(), { project: "FOUILLES", archived: true });
  const paula = world.actor("paula@culture.example");
  const asked = { project: "FOUILLES", title: "Encore une", message: "Bonjour" };
  await expect(openTicket(paula, asked)).rejects.toMatchObject(refused("unknown-project"));
  await changeProject(admin(), { project: "FOUILLES", archived: false });
  expect((await openTicket(paula, asked)).projectKey).toBe("FOUILLES");
  const [restored, archived] = await linesOf(world, "inrap");
  expect([archived, restored].map((line) => (line!.payload as { changed: object }).changed)).toEqual([
    { archived: [false, true] },
    { archived: [true, false] },
  ]);
});

test("archiving goes from the bottom up", async () => {
  await expect(changeWorkspace(admin(), { workspace: "inrap", archived: true })).rejects.toMatchObject(
    refused("open-projects"),
  );
  const inrap = await beneficiaryOf("INRAP");
  await expect(changeBeneficiary(admin(), { beneficiary: inrap.id, archived: true })).rejects.toMatchObject(
    refused("open-workspaces"),
  );
  for (const project of ["FOUILLES", "MUSEE"]) await changeProject(admin(), { project, archived: true });
  await changeWorkspace(admin(), { workspace: "inrap", archived: true });
  await changeBeneficiary(admin(), { beneficiary: inrap.id, archived: true });
  await expect(changeProject(admin(), { project: "MUSEE", archived: false })).rejects.toMatchObject(
    refused("workspace-archived"),
  );
  await expect(createProject(admin(), { workspace: "inrap", key: "NEUF", name: "Neuf" })).rejects.toMatchObject(
    refused("workspace-archived"),
  );
});

test("names and keys that no screen can show are faults of the input", async () => {
  const inputs = [
    { workspace: "culture", key: "1PORTAIL", name: "x" },
    { workspace: "culture", key: "P", name: "x" },
    { workspace: "culture", key: "OK", name: "   " },
    { workspace: "culture", key: "OK", name: "a\nb" },
    { workspace: "culture", key: "OK", name: "a\u0000b" },
    { workspace: "culture", key: "OK", name: "\ud800" },
    { workspace: "culture", key: "OK", name: "é".repeat(121) },
    { workspace: "culture", key: "OK", name: "x", inboundAddress: "pas une adresse" },
    { workspace: "culture", key: "OK", name: "x", owner: "me" } as never,
  ];
  for (const input of inputs) await expect(createProject(admin(), input)).rejects.toMatchObject({ name: "ZodError" });
});

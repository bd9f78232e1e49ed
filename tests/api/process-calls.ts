import { expect } from "vitest";

/** Asks the API and gives the body of a success. */
// biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what these calls are about.
export type Done = (token: string, method: string, path: string, body?: object) => Promise<any>;

export type Tokens = Record<"nadia" | "oscar" | "ines" | "camille", string>;

const open = async (done: Done, token: string, kind: string, title: string): Promise<string> =>
  (await done(token, "POST", "/tickets", { project: "PORTAIL", kind, title, message: "Texte" })).reference;

export async function callLinksAndTasks(done: Done, { nadia }: Tokens) {
  const [one, other] = [await open(done, nadia, "incident", "Un"), await open(done, nadia, "incident", "Deux")];
  const at = `/tickets/${one}`;
  await done(nadia, "POST", `${at}/links`, { way: "blocks", ticket: other });
  expect((await done(nadia, "GET", `${at}/links`)).items).toMatchObject([{ way: "blocks", ticket: other }]);
  await done(nadia, "DELETE", `${at}/links/blocks/${other}`);
  const task = await done(nadia, "POST", `${at}/tasks`, { title: "Vérifier" });
  await done(nadia, "PATCH", `/tasks/${task.id}`, { title: "Vérifier deux fois" });
  await done(nadia, "POST", `/tasks/${task.id}/complete`);
  await done(nadia, "POST", `/tasks/${task.id}/reopen`);
  expect(await done(nadia, "GET", `/tasks/${task.id}`)).toMatchObject({ title: "Vérifier deux fois", doneAt: null });
  await done(nadia, "DELETE", `/tasks/${task.id}`);
  expect((await done(nadia, "GET", `${at}/tasks`)).items).toEqual([]);
}

export async function callOperations(done: Done, { nadia }: Tokens) {
  const [source, into] = [await open(done, nadia, "incident", "Source"), await open(done, nadia, "incident", "Cible")];
  const merged = await done(nadia, "POST", `/tickets/${source}/merge`, { into });
  expect(await done(nadia, "GET", `/operations/${merged.operation}`)).toMatchObject({ kind: "merge", finished: true });
  await done(nadia, "POST", `/operations/${merged.operation}/undo`);
  const said = await done(nadia, "POST", `/tickets/${source}/messages`, { text: "Autre sujet." });
  const apart = await done(nadia, "POST", `/tickets/${source}/split`, { title: "À part", messages: [said.id] });
  expect(apart.ticket).toMatchObject({ title: "À part" });
  const edit = { selection: { tickets: [source, into] }, changes: { category: "correction" } };
  expect(await done(nadia, "POST", "/operations/preview", edit)).toMatchObject({ total: 2, changed: 2 });
  expect(await done(nadia, "POST", "/operations", edit)).toMatchObject({ kind: "bulk", total: 2 });
}

export async function callApprovals(done: Done, { nadia, oscar, camille }: Tokens) {
  const change = await open(done, nadia, "change", "Changer le cache");
  const at = `/tickets/${change}`;
  await done(nadia, "PATCH", `${at}/change`, { type: "normal" });
  const approvers = ["camille@culture.example"];
  const first = await done(nadia, "POST", `${at}/approvals`, { approvers });
  await done(nadia, "POST", `/approvals/${first.id}/withdraw`);
  const asked = await done(nadia, "POST", `${at}/approvals`, { approvers });
  expect((await done(camille, "GET", "/approvals")).items).toContainEqual(
    expect.objectContaining({ id: asked.id, ticket: change }),
  );
  await done(camille, "POST", `/approvals/${asked.id}/decide`, { verdict: "approve" });
  expect(await done(nadia, "GET", `/approvals/${asked.id}`)).toMatchObject({ state: "approved" });
  expect((await done(nadia, "GET", `${at}/approvals`)).items).toHaveLength(2);
  for (const status of ["implementing", "resolved"]) {
    const { version } = await done(nadia, "GET", at);
    await done(nadia, "PATCH", at, { version, status });
  }
  expect(await done(nadia, "POST", `${at}/review`, { review: "Rien à redire." })).toMatchObject({
    review: "Rien à redire.",
  });
  const days = { startsOn: "2031-01-06", endsOn: "2031-01-07" };
  const handed = await done(camille, "POST", "/delegations", {
    ...{ workspace: "culture", to: "oscar@titulaire.example", ...days },
  });
  expect((await done(oscar, "GET", "/delegations")).items).toMatchObject([{ id: handed.id, ...days }]);
  await done(camille, "POST", `/delegations/${handed.id}/end`);
}

export async function callStandardChanges(done: Done, { nadia, oscar }: Tokens) {
  const facts = { title: "Redémarrer", message: "Redémarrer le service.", steps: [], risk: 1 };
  const template = await done(oscar, "POST", "/workspaces/culture/change-templates", facts);
  const { items } = await done(nadia, "GET", "/workspaces/culture/change-templates");
  expect(items.map(({ id }: { id: string }) => id)).toContain(template.id);
  expect(await done(nadia, "POST", "/changes", { project: "PORTAIL", template: template.id })).toMatchObject({
    kind: "change",
  });
  await done(oscar, "POST", `/change-templates/${template.id}/archive`);
}

export async function callPlans(done: Done, { nadia, oscar }: Tokens) {
  const release = await open(done, nadia, "release", "Version 9");
  const at = `/tickets/${release}`;
  const { version } = await done(nadia, "GET", at);
  const window = { start: "2031-01-06T20:00", end: "2031-01-06T21:00" };
  await done(nadia, "PUT", `${at}/window`, { version, window });
  const span = "from=2031-01-01T00:00:00Z&to=2031-02-01T00:00:00Z";
  expect((await done(nadia, "GET", `/calendar?${span}`)).entries).toMatchObject([{ reference: release }]);
  const freeze = await done(nadia, "POST", "/freezes", {
    ...{ workspace: "culture", title: "Soldes", start: "2031-02-06T20:00", end: "2031-02-07T20:00" },
  });
  await done(nadia, "DELETE", `/freezes/${freeze.id}`);
  await done(oscar, "POST", `${at}/stages`, { step: "go", environment: "preProduction" });
  await done(nadia, "POST", `${at}/stages`, { step: "installed", environment: "preProduction" });
  const announced = { type: "va", startsOn: "2031-01-06", endsOn: "2031-01-07" };
  const { verifications } = await done(nadia, "POST", `${at}/verifications`, announced);
  await done(oscar, "POST", `${at}/verifications/${verifications[0].id}`, { outcome: "reception" });
  expect(await done(nadia, "GET", `${at}/stages`)).toMatchObject({
    steps: [{ step: "go" }, { step: "installed" }],
    verifications: [{ outcome: "reception" }],
  });
}

export async function callItems(done: Done, { nadia }: Tokens) {
  expect((await done(nadia, "GET", "/item-types?workspace=culture")).items).toContainEqual(
    expect.objectContaining({ code: "server", own: false, archived: false }),
  );
  const asked = { workspace: "culture", type: "server", name: "srv-api", values: { address: "10.1.1.1" } };
  const made = await done(nadia, "POST", "/items", asked);
  const changed = await done(nadia, "PATCH", `/items/${made.id}`, { version: 1, status: "in-service" });
  expect(changed).toMatchObject({ version: 2, status: "in-service", values: { address: "10.1.1.1" } });
  const then = await done(nadia, "GET", `/items/${made.id}?at=${encodeURIComponent(made.updatedAt)}`);
  expect(then).toMatchObject({ id: made.id, version: 1, status: "planned" });
  expect(
    (await done(nadia, "GET", `/items/${made.id}/versions`)).items.map((one: { version: number }) => one.version),
  ).toEqual([2, 1]);
  const put = { workspace: "culture", type: "server", name: "srv-clé" };
  const first = await done(nadia, "PUT", "/items/by-key/cl%C3%A9%2F1", put);
  expect(first).toMatchObject({ externalKey: "clé/1", version: 1 });
  expect(await done(nadia, "PUT", "/items/by-key/cl%C3%A9%2F1", { ...put, criticality: 1 })).toMatchObject({
    ...{ id: first.id, version: 2, criticality: 1 },
  });
  expect((await done(nadia, "GET", "/items?q=srv-api")).items).toMatchObject([{ id: made.id }]);
}

export async function callRelations(done: Done, { nadia, oscar }: Tokens) {
  expect((await done(nadia, "GET", "/relation-types?workspace=culture")).items).toContainEqual(
    expect.objectContaining({ code: "hosts", impact: "forward", reverseFr: "est hébergé par" }),
  );
  const lay = async (name: string) =>
    (await done(nadia, "POST", "/items", { workspace: "culture", type: "server", name })).id as string;
  const [from, to] = [await lay("api-hôte"), await lay("api-hébergé")];
  const made = await done(nadia, "POST", "/relations", { from, type: "hosts", to });
  expect(await done(nadia, "GET", `/relations/${made.id}`)).toEqual(made);
  expect((await done(nadia, "GET", `/relations?item=${to}`)).items).toEqual([made]);
  const ticket = await open(done, nadia, "incident", "Panne de l’hôte");
  await done(nadia, "POST", `/tickets/${ticket}/items`, { item: to });
  expect((await done(nadia, "GET", `/tickets/${ticket}/items`)).items).toMatchObject([{ id: to }]);
  expect(await done(nadia, "GET", `/items/${from}/impact?direction=down`)).toMatchObject({
    total: 1,
    affected: [{ id: to, depth: 1, way: [{ from, to, labelFr: "héberge" }] }],
    tickets: [ticket],
  });
  await done(nadia, "DELETE", `/tickets/${ticket}/items/${to}`);
  expect(await done(nadia, "POST", `/relations/${made.id}/end`, {})).toMatchObject({ until: expect.any(String) });
  const pop = await done(oscar, "POST", "/items", { workspace: null, type: "point-of-presence", name: "POP API" });
  await done(oscar, "POST", `/items/${pop.id}/shares`, { workspace: "efs" });
  expect((await done(oscar, "GET", `/items/${pop.id}/shares`)).items).toMatchObject([{ workspace: "efs" }]);
  await done(oscar, "DELETE", `/items/${pop.id}/shares/efs`);
}

/** Jobs are run by hand: what they do is told in tests/item-imports. */
export async function callItemImports(
  done: Done,
  nadia: string,
  {
    upload,
    run,
  }: { upload: () => Promise<string>; run: (job: "read" | "judge" | "apply", id: string) => Promise<void> },
) {
  const place = { workspace: "culture", type: "server" };
  const begun = await done(nadia, "POST", "/items/imports", { ...place, upload: await upload() });
  const at = `/items/imports/${begun.id}`;
  await run("read", begun.id);
  expect(await done(nadia, "GET", at)).toMatchObject({ state: "mapping", titles: ["Machine", "Salle"], total: 1 });
  await done(nadia, "PUT", `${at}/mapping`, { mapping: { Machine: "name", Salle: "values.room" } });
  await run("judge", begun.id);
  expect((await done(nadia, "GET", `${at}/lines?action=create`)).items).toMatchObject([{ line: 2, reason: null }]);
  await done(nadia, "POST", `${at}/apply`);
  await run("apply", begun.id);
  expect((await done(nadia, "GET", "/items/imports")).items).toMatchObject([{ state: "applied", done: 1 }]);
  const other = await done(nadia, "POST", "/items/imports", { ...place, upload: await upload() });
  await done(nadia, "DELETE", `/items/imports/${other.id}`);
}

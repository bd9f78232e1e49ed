import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openWorld, type World } from "../world";

let world: World;
let open: typeof import("@/lib/tickets/open-ticket").openTicket;
let change: typeof import("@/lib/tickets/change-ticket").changeTicket;
let list: typeof import("@/lib/tickets/ticket-list-queries").listTickets;
let filter: typeof import("@/lib/tickets/ticket-filter").TicketFilter;

beforeAll(async () => {
  world = await openWorld();
  open = (await import("@/lib/tickets/open-ticket")).openTicket;
  change = (await import("@/lib/tickets/change-ticket")).changeTicket;
  list = (await import("@/lib/tickets/ticket-list-queries")).listTickets;
  filter = (await import("@/lib/tickets/ticket-filter")).TicketFilter;
});
afterAll(() => world.close());

const ines = () => world.actor("ines@culture.example");
const nadia = () => world.actor("nadia@titulaire.example");
const plain = { project: "PORTAIL", title: "Essai", message: "Un essai." };

describe("the catalogue", () => {
  test("ines empties the cache: two answers make the title, the weight and a message that tells them", async () => {
    const opened = await open(ines(), {
      project: "PORTAIL",
      form: "vider-le-cache",
      fields: { site: " www.culture.example ", addresses: "/agenda\r\n/presse" },
    });
    expect(opened).toMatchObject({
      kind: "request",
      title: "Vider le cache de www.culture.example",
      categoryCode: "exploitation",
      urgency: 2,
      fields: { site: "www.culture.example", addresses: "/agenda\n/presse" },
    });
    const { listMessages } = await import("@/lib/tickets/thread-queries");
    const [said] = await ines().transaction((tx) => listMessages(tx, opened, { limit: 1 }));
    expect(said!.body).toBe(
      "Merci de vider le cache.\n\nSite ou domaine : www.culture.example\nAdresses ou chemins concernés : /agenda\n/presse",
    );
  });

  test("what is missing or wrong is told all at once, field by field", async () => {
    const refused = open(ines(), {
      project: "PORTAIL",
      form: "obtenir-les-journaux-de-connexion",
      fields: { "period-from": "hier" },
    });
    await expect(refused).rejects.toMatchObject({
      issues: [{ path: ["fields", "period-from"], params: { code: "field-date" } }],
    });
    const missing = open(ines(), { project: "PORTAIL", form: "obtenir-les-journaux-de-connexion", fields: {} });
    const { issues } = await missing.catch((error) => error);
    expect(issues.map((issue: { path: string[] }) => issue.path[1])).toEqual([
      "site",
      "period-from",
      "period-to",
      "legal-ground",
    ]);
  });

  test("a form of nowhere, an archived one and one that opens elsewhere are refused in words", async () => {
    const { changeRequestForm, factsOf } = await import("@/lib/workspaces/change-request-form");
    const { createRequestForm } = await import("@/lib/workspaces/create-request-form");
    const { getRequestForm } = await import("@/lib/workspaces/request-form-queries");
    const admin = world.actor("admin@guichet.example");
    const facts = { labelFr: "Salle de presse", labelEn: "Press room", project: "PRESSE", message: "Merci." };
    const made = await createRequestForm(admin, { workspace: "culture", ...facts });
    await expect(open(ines(), { project: "PORTAIL", form: "rien" })).rejects.toMatchObject({ code: "unknown-form" });
    await expect(open(ines(), { project: "PORTAIL", form: made.code })).rejects.toMatchObject({
      code: "form-opens-elsewhere",
      details: { project: "PRESSE" },
    });
    const changed = await changeRequestForm(admin, {
      workspace: "culture",
      code: made.code,
      facts: { ...factsOf(made), project: null, urgency: 1 },
    });
    expect(changed).toMatchObject({ projectKey: null, urgency: 1 });
    await changeRequestForm(admin, { workspace: "culture", code: made.code, archived: true });
    await expect(open(ines(), { project: "PORTAIL", form: made.code })).rejects.toMatchObject({ code: "unknown-form" });
    const again = await admin.transaction((tx) => getRequestForm(tx, world.workspace("culture").id, made.code));
    expect(again.archivedAt).not.toBeNull();
  });

  test("ines cannot change the catalogue", async () => {
    const { createRequestForm } = await import("@/lib/workspaces/create-request-form");
    const refused = createRequestForm(ines(), { workspace: "culture", labelFr: "À moi", labelEn: "Mine" });
    await expect(refused).rejects.toMatchObject({ name: "Forbidden" });
  });
});

describe("the fields of a ticket", () => {
  test.each([
    ["a field of another kind", "incident", { "rollback-plan": "x" }, "unknown-custom-field"],
    ["a choice that is not offered", "incident", { "impact-on-service": "huge" }, "unknown-value"],
    ["a line too long", "incident", { site: "a".repeat(501) }, "too-long"],
    ["two lines in one", "incident", { site: "a\nb" }, "one-line"],
    ["NUL", "incident", { cause: "a\0b" }, "control-characters"],
    ["a moment without an hour", "request", { "wanted-at": "2026-11-03" }, "field-moment"],
    ["a day of February that is none", "request", { "period-from": "2026-02-30" }, "field-date"],
  ])("%s is refused in words", async (_, kind, fields, code) => {
    const refused = open(ines(), { ...plain, kind: kind as "incident", fields } as never);
    await expect(refused).rejects.toMatchObject({ issues: [{ params: { code } }] });
  });

  test("nadia says the cause: it stands beside what was there, leaves its line, and a stale form is refused", async () => {
    const opened = await open(nadia(), { ...plain, kind: "incident", fields: { site: "www.culture.example" } });
    const { reference: ticket, version } = opened;
    const written = await change(nadia(), { ticket, version, fields: { cause: "Un disque plein.".repeat(20) } });
    expect(written.fields).toEqual({ site: "www.culture.example", cause: "Un disque plein.".repeat(20) });
    const { listEvents } = await import("@/lib/tickets/thread-queries");
    const lines = await nadia().transaction((tx) => listEvents(tx, written, { limit: 50 }));
    expect(lines.at(-1)).toMatchObject({
      type: "ticket.changed",
      payload: { fields: { cause: [null, { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }] } },
    });
    await expect(change(nadia(), { ticket, version, fields: { site: "autre" } })).rejects.toMatchObject({
      code: "stale",
      current: { version: version + 1 },
    });
    const same = await change(nadia(), { ticket, version: version + 1, fields: { site: "www.culture.example" } });
    expect(same.version).toBe(version + 1);
    const less = await change(nadia(), { ticket, version: version + 1, fields: { site: null } });
    expect(Object.keys(less.fields)).toEqual(["cause"]);
  });

  test("ines, who asked, may not change them", async () => {
    const { reference: ticket, version } = await open(ines(), plain);
    const refused = change(ines(), { ticket, version, fields: { site: "x" } });
    await expect(refused).rejects.toMatchObject({ name: "Forbidden" });
  });

  test("a list is narrowed by a part of a text, by the whole of a choice, by origin, form and weight", async () => {
    const asked = {
      site: "Unique-Depot.example",
      broadcast: "activate",
    };
    const opened = await open(ines(), {
      project: "PORTAIL",
      form: "activer-ou-desactiver-la-diffusion",
      fields: asked,
    });
    const find = async (query: object) =>
      (await nadia().transaction((tx) => list(tx, filter.parse(query), { limit: 50 }))).items.map(
        (one) => one.reference,
      );
    expect(await find({ field: { site: "unique-depot" } })).toEqual([opened.reference]);
    expect(await find({ field: { site: "unique_depot" } })).toEqual([]);
    expect(await find({ field: { site: "unique-depot", broadcast: "deactivate" } })).toEqual([]);
    expect(await find({ field: { site: "unique-depot", broadcast: "activ" } })).toEqual([]);
    expect(await find({ form: "activer-ou-desactiver-la-diffusion", initiator: "beneficiary" })).toContain(
      opened.reference,
    );
    expect(await find({ form: "activer-ou-desactiver-la-diffusion", initiator: "titulaire" })).not.toContain(
      opened.reference,
    );
    expect(await find({ field: { site: "unique-depot" }, major: "yes" })).toEqual([]);
  });

  test("a moment is found by its day, as the reader's calendar has it", async () => {
    // Half past midnight in Paris, which is still the day before in UTC.
    const { reference, version } = await open(nadia(), plain);
    await change(nadia(), { ticket: reference, version, fields: { "wanted-at": "2033-07-14T22:30:00Z" } });
    const find = async (day: string, zone?: string) => {
      const asked = filter.parse({ field: { "wanted-at": day } });
      const { items } = await nadia().transaction((tx) => list(tx, asked, { limit: 50 }, zone));
      return items.map((one) => one.reference);
    };
    expect(await find("2033-07-15")).toEqual([reference]);
    expect(await find("2033-07-14")).toEqual([]);
    expect(await find("2033-07-14", "UTC")).toEqual([reference]);
  });
});

describe("the fields of a workspace", () => {
  test("its administrator adds one, relabels it, archives it; its code stays and what was said stays", async () => {
    const { createField } = await import("@/lib/workspaces/create-field");
    const { changeField } = await import("@/lib/workspaces/change-field");
    const admin = world.actor("admin@guichet.example");
    const choices = [
      { code: "paris", labelFr: "Paris", labelEn: "Paris" },
      { code: "lyon", labelFr: "Lyon", labelEn: "Lyon" },
    ];
    const facts = { labelFr: "Salle machine", labelEn: "Machine room", kinds: ["incident" as const], choices };
    const made = await createField(admin, { workspace: "culture", type: "choice", ...facts });
    expect(made.code).toBe("salle-machine");
    await expect(createField(admin, { workspace: "culture", type: "choice", ...facts })).rejects.toMatchObject({
      code: "field-taken",
    });
    const opened = await open(nadia(), { ...plain, kind: "incident", fields: { "salle-machine": "lyon" } });
    await changeField(admin, { workspace: "culture", code: made.code, labelFr: "Salle" });
    await changeField(admin, { workspace: "culture", code: made.code, archived: true });
    const kept = await change(nadia(), { ticket: opened.reference, version: opened.version, title: "Autre" });
    expect(kept.fields).toEqual({ "salle-machine": "lyon" });
    const again = { ticket: opened.reference, version: kept.version, fields: { "salle-machine": "paris" } };
    await expect(change(nadia(), again)).rejects.toMatchObject({ issues: [{ path: ["fields", "salle-machine"] }] });
  });

  test("a choice of one thing, and choices of what is no choice, are refused; ines may add none", async () => {
    const { createField } = await import("@/lib/workspaces/create-field");
    const admin = world.actor("admin@guichet.example");
    const facts = { workspace: "culture", labelFr: "Un", labelEn: "One", kinds: ["incident" as const] };
    const one = [{ code: "a", labelFr: "A", labelEn: "A" }];
    await expect(createField(admin, { ...facts, type: "choice", choices: one })).rejects.toMatchObject({
      code: "two-choices",
    });
    await expect(createField(admin, { ...facts, type: "text", choices: one })).rejects.toMatchObject({
      code: "no-choices-here",
    });
    await expect(createField(ines(), { ...facts, type: "text" })).rejects.toMatchObject({ name: "Forbidden" });
  });
});

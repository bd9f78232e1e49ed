import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { newIdentifier } from "@/lib/tenancy/identifier";
import { meetPeople, people, type SitePeople, site } from "./site-people";

// Every server action, as everybody, on what does not exist for him. Actions are found in what the build lists.

vi.setConfig({ testTimeout: 300_000 });

let known: SitePeople;
let learnt: Awaited<ReturnType<SitePeople["learn"]>>;

beforeAll(async () => {
  known = await meetPeople();
  learnt = await known.learn();
});
afterAll(async () => {
  await known?.forgetAttempts();
  await known?.close();
});

interface Listed {
  workers: Record<string, unknown>;
  exportedName?: string;
}
const manifest = JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8"));
const actions = Object.entries(manifest.node as Record<string, Listed>).map(([id, { workers, exportedName }]) => ({
  id,
  name: exportedName ?? id,
  page: Object.keys(workers)[0]!
    .replace(/^app/, "")
    .replace(/\/page$/, "")
    .replaceAll(/\/\([^)]*\)/g, ""),
}));

/** What these change is the asking person's own: himself, his screen, his session, which later tests of this site still need. */
const ofOneself = [
  "changeMyName",
  "changeMyNotices",
  "changeMyPreferences",
  "chooseLanguage",
  "chooseScheme",
  "openMyFeed",
  "revokeMyFeed",
  "signOutHere",
];

test("the build lists its actions", () => {
  expect(actions.length).toBeGreaterThan(40);
});

test("an action asked in this way does happen, for who may", async () => {
  const ticket = learnt.everything.get("ticket")!.find(({ reference }) => reference === "PORTAIL-1")!;
  const headers = await known.signIn("nadia@titulaire.example");
  const before = await known.countLines([String(ticket.id)]);
  for (const body of bodiesOf({ ticket: "PORTAIL-1", account: "", project: "", workspace: "", profile: "", id: "" }))
    await post(actions.find(({ name }) => name === "sendNote")!, headers, body);
  expect(await known.countLines([String(ticket.id)])).toBeGreaterThan(before);
});

test("what no form sends is refused, and breaks nothing", async () => {
  const broken: string[] = [];
  for (const action of actions.filter(({ name }) => !ofOneself.includes(name))) {
    const headers = await known.signIn("jules@culture.example");
    for (const body of ["[]", "[null]", "[1, 2]", '[{}, "texte"]', '[{}, {"a": [1]}]', '["x", {"uploads": 3}]'])
      if ((await post(action, headers, body)).status >= 500) broken.push(`${action.name} ${body}`);
  }
  expect(broken).toEqual([]);
});

describe.each(people)("for %s", (mail) => {
  test("no action shows or changes what is hidden", async () => {
    const hidden = learnt.hiddenFrom(mail);
    const chains = [...hidden.tickets, ...hidden.workspaces].map(({ id }) => String(id));
    const before = await known.countLines(chains);
    for (const action of actions.filter(({ name }) => !ofOneself.includes(name))) {
      // Anew for each: one of them may end the session, and the next would be asked by nobody.
      const headers = await known.signIn(mail);
      for (const values of valuesOf(hidden))
        for (const answer of await Promise.all(bodiesOf(values).map((body) => post(action, headers, body))))
          for (const secret of hidden.secrets.filter((text) => !Object.values(values).includes(text)))
            expect(answer.text.includes(secret) && `${action.name}: ${secret}`).toBe(false);
    }
    expect(await known.countLines(chains)).toBe(before);
  });
});

type Values = Record<string, string>;

/** Two hidden tickets, of two workspaces where there are, each with the project and the workspace that go with it. */
function valuesOf(hidden: ReturnType<typeof learnt.hiddenFrom>): Values[] {
  const row = (table: string, id: unknown) => learnt.everything.get(table)!.find((found) => found.id === id)!;
  const [one, ...others] = hidden.someTickets;
  const elsewhere = others.find((ticket) => ticket.workspace_id !== one?.workspace_id);
  return [one, elsewhere]
    .filter((ticket) => ticket !== undefined)
    .map((ticket) => {
      const profile = learnt.everything.get("profile")!.find((one) => one.workspace_id === ticket.workspace_id)!;
      const stranger = hidden.strangers[0];
      return {
        ticket: String(ticket.reference),
        project: String(row("project", ticket.project_id).key),
        workspace: String(row("workspace", ticket.workspace_id).key),
        profile: String(profile.id),
        account: String(stranger?.mail ?? "personne@nulle-part.example"),
        id: String(stranger?.id ?? ticket.id),
      };
    });
}

/** The shapes that actions take: a form, names one after the other, an object. A wrong one fails, and must say nothing either. */
function bodiesOf(values: Values): (FormData | string)[] {
  const all: Values = {
    ...values,
    ...{
      reference: values.ticket!,
      key: values.project!,
      mail: values.account!,
      accountId: values.id!,
      sessionId: values.id!,
    },
    ...{
      incomingMail: values.id!,
      mails: values.id!,
      outgoingMail: values.id!,
      token: values.id!,
      profileId: values.profile!,
      code: "assistance",
    },
    ...{
      text: "Pris.",
      message: "Pris.",
      title: "Pris",
      name: "Pris",
      label: "Pris",
      labelFr: "Pris",
      labelEn: "Taken",
      level: "read",
    },
    ...{
      version: "1",
      status: "resolved",
      kind: "request",
      decision: "released",
      role: "moa",
      act: "reject",
      why: "Pris.",
    },
  };
  const form = new FormData();
  form.set("0", JSON.stringify([{}, "$K1"]));
  for (const [name, value] of Object.entries(all)) form.set(`1_${name}`, value);
  const asked = { ...all, version: 1, uploads: [] };
  return [
    form,
    JSON.stringify([values.ticket, values.account]),
    JSON.stringify([values.project, values.account, "read"]),
    JSON.stringify([values.workspace, values.account, values.profile]),
    JSON.stringify([newIdentifier(), asked]),
    JSON.stringify([newIdentifier(), { ticket: values.ticket, text: "Pris.", uploads: [] }]),
    JSON.stringify([newIdentifier(), { ticket: values.ticket, text: "Pris." }]),
    JSON.stringify([newIdentifier(), { project: values.project, title: "Pris", message: "Pris.", uploads: [] }]),
    JSON.stringify([{ ticket: values.ticket, version: 1, title: "Pris" }]),
    JSON.stringify([{ ticket: values.ticket, list: "tasks", title: "Pris" }]),
    JSON.stringify([values.ticket, "blocks", values.ticket]),
    JSON.stringify([{ selection: { tickets: [values.ticket] }, changes: { message: "Pris." } }]),
  ];
}

async function post(action: { id: string; page: string }, headers: Values, body: FormData | string) {
  const type: Values = typeof body === "string" ? { "content-type": "text/plain;charset=UTF-8" } : {};
  const answer = await fetch(site + action.page.replaceAll(/\[[^\]]+\]/g, "PORTAIL-1"), {
    method: "POST",
    headers: { ...headers, ...type, "next-action": action.id, origin: site, accept: "text/x-component" },
    body,
    redirect: "manual",
  });
  return { status: answer.status, text: await answer.text() };
}

import { globSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { newIdentifier } from "@/lib/tenancy/identifier";
import { meetPeople, people, type SitePeople, site } from "./site-people";

// Every page, as everybody, on what does not exist for him. Pages are found by listing them.

vi.setConfig({ testTimeout: 240_000 });

let known: SitePeople;
let learnt: Awaited<ReturnType<SitePeople["learn"]>>;

beforeAll(async () => {
  known = await meetPeople();
  learnt = await known.learn();
});
afterAll(() => known?.close());

const pages = globSync("app/**/page.tsx")
  .map(
    (path) =>
      path
        .replace(/^app/, "")
        .replace(/\/page\.tsx$/, "")
        .replaceAll(/\/\([^)]*\)/g, "") || "/",
  )
  .sort();
/** Their token is all that they ask for: nobody needs to be known there. */
const byToken = pages.filter((path) => path.includes("[token]"));
const about = pages.filter((path) => path.includes("[") && !byToken.includes(path));
const lists = pages.filter((path) => !path.includes("["));

/** As a browser asks for a page, and as Next does when a link is followed. */
const ways: Record<string, string>[] = [{}, { rsc: "1" }];

describe.each(people)("for %s", (mail) => {
  test("a page about what is hidden is the page of what does not exist", async () => {
    const headers = await known.signIn(mail);
    const { secrets } = learnt.hiddenFrom(mail);
    for (const path of about)
      for (const values of hiddenValues(mail, path))
        for (const way of ways) {
          const absent = nowhere(path, values);
          const [answer, other] = [
            await get(fill(path, values), { ...headers, ...way }),
            await get(fill(path, absent), { ...headers, ...way }),
          ];
          const where = `${path} ${values}`;
          // A fragment says so within: the page that asked for it stands already.
          const missing = ({ status, text }: typeof answer) =>
            way.rsc ? text.includes("NEXT_HTTP_ERROR_FALLBACK;404") : status === 404;
          expect([where, missing(answer), missing(other), answer.status]).toEqual([where, true, true, other.status]);
          expectNone(answer.text, secrets, where);
        }
  });

  test("a page of many things holds none that is hidden, however it is asked", async () => {
    const headers = await known.signIn(mail);
    const { secrets, projects, workspaces, strangers } = learnt.hiddenFrom(mail);
    const filters = [
      ...secrets.slice(0, 3).map((text) => `q=${encodeURIComponent(text)}`),
      ...projects.map((row) => `project=${row.key}`),
      ...workspaces.map((row) => `workspace=${row.key}`),
      ...strangers.slice(0, 1).map((row) => `requester=${row.mail}`),
    ];
    for (const path of lists)
      for (const query of ["", ...filters]) {
        const answer = await get(`${path}?${query}`, headers);
        expect([path, query, answer.status]).toEqual([path, query, expect.toBeOneOf([200, 303, 307, 404])]);
        // What somebody typed himself comes back in his filters.
        expectNone(
          answer.text,
          secrets.filter((text) => !decodeURIComponent(query).includes(text)),
          `${path}?${query}`,
        );
      }
    expect((await get("/tickets", headers)).status).toBe(200);
  });
});

test("whoever is not signed in is sent to sign in, and told nothing", async () => {
  const titles = learnt.everything.get("ticket")!.map((row) => String(row.title));
  for (const path of [...about, ...lists]) {
    const answer = await get(path.replaceAll(/\[[^\]]+\]/g, "PORTAIL-1"), {});
    expectNone(answer.text, titles, path);
  }
});

test("a page by token tells nothing of a token that does not exist", async () => {
  for (const path of byToken) {
    const answer = await get(fill(path, ["0".repeat(43)]), {});
    expectNone(
      answer.text,
      learnt.everything.get("account")!.map((row) => String(row.mail)),
      path,
    );
  }
});

/** Names to put in a page's address, one list for each address. */
function hiddenValues(mail: string, path: string): string[][] {
  const hidden = learnt.hiddenFrom(mail);
  const one = (rows: Record<string, unknown>[], name: string) => rows.map((row) => [String(row[name])]);
  if (path.includes("[attachment]"))
    return hidden.someTickets.map(({ id, reference }) => [String(reference), fileOf(id)]);
  if (path.includes("[operation]")) {
    const me = learnt.everything.get("account")!.find((row) => row.mail === mail)!.id;
    return one(
      learnt.everything
        .get("operation")!
        .filter((row) => row.account_id !== me)
        .slice(0, 2),
      "batch_id",
    );
  }
  if (path.includes("[dashboard]")) {
    const me = learnt.everything.get("account")!.find((row) => row.mail === mail)!.id;
    const shown = (space: unknown) => space !== null && !hidden.workspaces.some(({ id }) => id === space);
    const rows = learnt.everything.get("dashboard") ?? [];
    return one(rows.filter((row) => row.account_id !== me && !shown(row.shared_workspace_id)).slice(0, 2), "id");
  }
  if (path.includes("[package]")) {
    const packages = learnt.everything.get("package")!;
    return one(packages.filter((row) => hidden.projects.some(({ id }) => id === row.project_id)).slice(0, 2), "id");
  }
  // Nobody has any in the demonstration world: those of others are asked in tests/item-imports.
  if (path.includes("[import]")) return [[newIdentifier()]];
  if (path.includes("[item]")) {
    const items = learnt.everything.get("item")!;
    return one(items.filter((row) => hidden.workspaces.some(({ id }) => id === row.workspace_id)).slice(0, 2), "id");
  }
  if (path.includes("[reference]")) return one(hidden.someTickets, "reference");
  if (path.includes("[profile]"))
    return hidden.workspaces.map(({ id, key }) => [
      String(key),
      String(hidden.profiles.find((profile) => profile.workspace_id === id)!.id),
    ]);
  // What every workspace is born with: its name alone tells nothing.
  const [, second] = path.match(/\[workspace\].*\[(form|kind)\]/) ?? [];
  if (second)
    return hidden.workspaces.map(({ key }) => [String(key), second === "form" ? "vider-le-cache" : "incident"]);
  if (path.includes("[workspace]")) return one(hidden.workspaces, "key");
  if (path.includes("[project]")) return one(hidden.projects, "key");
  if (path.includes("/accounts/[id]")) return one(hidden.strangers, "id");
  if (path.includes("[mail]")) {
    const table = path.includes("outbox") ? "outgoing_mail" : "incoming_mail";
    const rows = learnt.everything.get(table)!;
    return one(rows.filter((row) => hidden.workspaces.some(({ id }) => id === row.workspace_id)).slice(0, 3), "id");
  }
  throw new Error(`${path}: say in this test what may be hidden there.`);
}

/** A file of a ticket, or of another one when it has none: both are hidden there. */
function fileOf(ticketId: unknown): string {
  const files = learnt.everything.get("attachment")!;
  return String((files.find((row) => row.ticket_id === ticketId) ?? files[0])?.id ?? newIdentifier());
}

/** The same with what exists nowhere, of the same sort. */
function nowhere(path: string, values: string[]): string[] {
  if (path.includes("[reference]")) return ["PORTAIL-999999", ...values.slice(1)];
  return values.map((value) =>
    /^[0-9a-f-]{36}$/.test(value) ? newIdentifier() : value === value.toUpperCase() ? "NULLE" : "nulle-part",
  );
}

function fill(path: string, values: string[]): string {
  const left = [...values];
  return path.replaceAll(/\[[^\]]+\]/g, () => encodeURIComponent(left.shift() ?? ""));
}

async function get(path: string, headers: Record<string, string>) {
  // Next sends whoever asks for a fragment without this mark to the same address with it.
  const answer = await fetch(site + path + (headers.rsc ? "?_rsc" : ""), { headers, redirect: "manual" });
  return { status: answer.status, text: await answer.text() };
}

/** As text, as HTML writes it and as JSON does. */
function expectNone(text: string, secrets: string[], where: string) {
  const written = (secret: string) => [
    secret,
    secret.replaceAll("&", "&amp;").replaceAll("'", "&#x27;"),
    JSON.stringify(secret).slice(1, -1),
  ];
  for (const secret of secrets)
    for (const form of written(secret)) expect(text.includes(form) && `${where}: ${form}`).toBe(false);
}

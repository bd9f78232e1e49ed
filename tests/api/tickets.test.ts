import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorld, type World } from "../world";
import type { Answer } from "./ask";

let world: World;
let ask: (
  token: string | null,
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Answer>;
let ines: string;
let nadia: string;
let camille: string;
let rachid: string;

beforeAll(async () => {
  world = await openWorld();
  const doors = await import("./ask");
  ask = doors.ask;
  [ines, nadia, camille, rachid] = (await Promise.all(
    ["ines@culture.example", "nadia@titulaire.example", "camille@culture.example", "rachid@efs.example"].map((mail) =>
      doors.tokenOf(world, mail),
    ),
  )) as [string, string, string, string];
});
afterAll(() => world?.close());

const request = { project: "PORTAIL", kind: "request", title: "Page blanche", message: "Depuis ce matin." };

test("ines opens a ticket, and reads what she opened", async () => {
  const opened = await ask(ines, "POST", "/tickets", request);
  expect(opened.status).toBe(201);
  expect(opened.body).toMatchObject({
    project: "PORTAIL",
    workspace: "culture",
    kind: "request",
    status: "new",
    phase: "new",
    title: "Page blanche",
    requester: { mail: "ines@culture.example" },
    version: 1,
    channel: "api",
  });
  expect(opened.body.reference).toMatch(/^PORTAIL-\d+$/);
  expect(opened.headers.get("location")).toBe(`/api/v1/tickets/${opened.body.reference}`);
  const { moves, ...read } = (await ask(ines, "GET", `/tickets/${opened.body.reference}`)).body;
  expect(read).toEqual(opened.body);
  expect(moves).toMatchObject([{ status: "cancelled", phase: "closed", missing: [], needsApproval: false }]);
  const messages = await ask(ines, "GET", `/tickets/${opened.body.reference}/messages`);
  expect(messages.body.items).toMatchObject([
    { text: "Depuis ce matin.", internal: false, author: { mail: "ines@culture.example" } },
  ]);
  expect(messages.body.after).toBeNull();
});

test("nadia changes it from the version she read; from an older one she is shown what stands", async () => {
  const { reference } = (await ask(ines, "POST", "/tickets", request)).body;
  const changed = await ask(nadia, "PATCH", `/tickets/${reference}`, {
    version: 1,
    status: "in-progress",
    urgency: 1,
    assignee: "nadia@titulaire.example",
  });
  expect(changed.status).toBe(200);
  expect(changed.body).toMatchObject({
    status: "in-progress",
    phase: "open",
    urgency: 1,
    assignee: { mail: "nadia@titulaire.example" },
  });
  const stale = await ask(nadia, "PATCH", `/tickets/${reference}`, { version: 1, title: "Autre" });
  expect(stale.status).toBe(409);
  expect(stale.headers.get("content-type")).toBe("application/problem+json");
  expect(stale.body.current).toEqual(changed.body);
});

test("a part that is refused takes the others with it", async () => {
  const { reference } = (await ask(ines, "POST", "/tickets", request)).body;
  const refused = await ask(nadia, "PATCH", `/tickets/${reference}`, {
    version: 1,
    title: "Autre",
    assignee: "rachid@efs.example",
  });
  expect(refused.status).toBe(400);
  expect((await ask(ines, "GET", `/tickets/${reference}`)).body).toMatchObject({ version: 1, title: "Page blanche" });
});

test("camille reads PORTAIL and changes nothing there", async () => {
  const { reference } = (await ask(ines, "POST", "/tickets", request)).body;
  expect((await ask(camille, "GET", `/tickets/${reference}`)).status).toBe(200);
  const refused = await ask(camille, "PATCH", `/tickets/${reference}`, { version: 1, title: "Autre" });
  expect(refused.status).toBe(403);
});

test("rachid cannot tell a ticket of culture from one that does not exist", async () => {
  const { reference } = (await ask(ines, "POST", "/tickets", request)).body;
  for (const [method, path, body] of [
    ["GET", "", undefined],
    ["PATCH", "", { version: 1, title: "x" }],
    ["GET", "/messages", undefined],
    ["POST", "/messages", { text: "x" }],
    ["GET", "/notes", undefined],
    ["POST", "/notes", { text: "x" }],
    ["GET", "/events", undefined],
    ["GET", "/attachments", undefined],
    ["GET", "/participants", undefined],
    ["POST", "/participants", { mail: "rachid@efs.example" }],
    ["DELETE", "/participants/me", undefined],
    ["POST", "/confirm", undefined],
    ["POST", "/cancel", undefined],
    ["POST", "/reopen", { text: "x" }],
    ["POST", "/watch", undefined],
  ] as const) {
    const [invisible, absent, impossible] = await Promise.all(
      [reference, "PORTAIL-999999", "no-such-reference"].map((one) =>
        ask(rachid, method, `/tickets/${one}${path}`, body),
      ),
    );
    expect([method, path, invisible!.status]).toEqual([method, path, 404]);
    expect(blank(invisible!)).toBe(blank(absent!));
    expect(blank(invisible!)).toBe(blank(impossible!));
    expect([...invisible!.headers]).toEqual([...absent!.headers]);
  }
});

test("notes are for those who read notes", async () => {
  const { reference } = (await ask(ines, "POST", "/tickets", request)).body;
  const note = await ask(nadia, "POST", `/tickets/${reference}/notes`, { text: "Entre nous." });
  expect(note.status).toBe(201);
  expect(note.body).toMatchObject({ internal: true, text: "Entre nous." });
  expect((await ask(nadia, "GET", `/tickets/${reference}/notes`)).body.items).toHaveLength(1);
  expect((await ask(ines, "GET", `/tickets/${reference}/notes`)).body.items).toEqual([]);
  expect((await ask(ines, "POST", `/tickets/${reference}/notes`, { text: "x" })).status).toBe(403);
  const types = async (token: string) =>
    (await ask(token, "GET", `/tickets/${reference}/events`)).body.items.map((event: { type: string }) => event.type);
  expect(await types(nadia)).toContain("note.added");
  expect(await types(ines)).toEqual(["ticket.opened", "message.added"]);
  expect((await ask(ines, "GET", `/tickets/${reference}`)).body).toMatchObject({ version: 1 });
});

test("a resolved ticket is reopened, then confirmed, by its requester", async () => {
  const { reference } = (await ask(ines, "POST", "/tickets", request)).body;
  const resolve = async () => {
    const { version } = (await ask(nadia, "GET", `/tickets/${reference}`)).body;
    return ask(nadia, "PATCH", `/tickets/${reference}`, { version, status: "resolved" });
  };
  expect((await ask(ines, "POST", `/tickets/${reference}/confirm`)).status).toBe(409);
  await resolve();
  expect((await ask(ines, "POST", `/tickets/${reference}/reopen`, { text: "Toujours blanche." })).body.phase).toBe(
    "open",
  );
  await resolve();
  expect((await ask(ines, "POST", `/tickets/${reference}/confirm`, {})).body.phase).toBe("closed");
  expect((await ask(ines, "POST", `/tickets/${reference}/cancel`)).status).toBe(409);
});

test("jules reads the ticket in which he takes part, until he leaves", async () => {
  const { tokenOf } = await import("./ask");
  const jules = await tokenOf(world, "jules@culture.example");
  const { reference } = (await ask(ines, "POST", "/tickets", request)).body;
  expect((await ask(jules, "GET", `/tickets/${reference}`)).status).toBe(404);
  const added = await ask(nadia, "POST", `/tickets/${reference}/participants`, { mail: "jules@culture.example" });
  expect(added.body).toMatchObject({ person: { mail: "jules@culture.example" }, role: "watcher" });
  expect((await ask(jules, "GET", `/tickets/${reference}`)).status).toBe(200);
  expect((await ask(jules, "DELETE", `/tickets/${reference}/participants/me`)).status).toBe(204);
  expect((await ask(jules, "GET", `/tickets/${reference}`)).status).toBe(404);
  expect((await ask(nadia, "DELETE", `/tickets/${reference}/participants/jules%40culture.example`)).status).toBe(404);
});

test("the list goes on from its cursor, and each page's filters narrow it", async () => {
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const page: Answer = await ask(nadia, "GET", `/tickets?workspace=culture&limit=7${after ? `&after=${after}` : ""}`);
    expect(page.status).toBe(200);
    seen.push(...page.body.items.map((ticket: { reference: string }) => ticket.reference));
    after = page.body.after;
  } while (after);
  const whole = await ask(nadia, "GET", "/tickets?workspace=culture&limit=200");
  expect(seen).toEqual(whole.body.items.map((ticket: { reference: string }) => ticket.reference));
  const mine = await ask(ines, "GET", "/tickets?limit=200&phase=new,open&kind=request&q=blanche");
  expect(mine.body.items.length).toBeGreaterThan(0);
  for (const ticket of mine.body.items) expect(ticket.requester.mail).toBe("ines@culture.example");
});

function blank(answer: Answer): string {
  return answer.text.replace(/"instance":"[^"]*"/, "");
}

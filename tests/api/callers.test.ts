import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorld, type World } from "../world";

let world: World;
let doors: typeof import("./ask");
const mail = "ines@culture.example";

beforeAll(async () => {
  world = await openWorld();
  doors = await import("./ask");
});
afterAll(() => world?.close());

const list = (headers: Record<string, string>) => doors.ask(null, "GET", "/tickets", undefined, headers);

test("without a token that stands, nothing is said but how to send one", async () => {
  const token = await doors.tokenOf(world, mail);
  const bad = [
    undefined,
    "",
    "Bearer",
    "Bearer x",
    `Basic ${token}`,
    `Bearer ${token}x`,
    `Bearer gui_${"a".repeat(43)}`,
  ];
  for (const authorization of bad) {
    const answer = await list(authorization === undefined ? {} : { authorization });
    expect([authorization, answer.status]).toEqual([authorization, 401]);
    expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer /);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
  }
  expect((await list({ authorization: `bearer ${token}` })).status).toBe(200);
});

test("a token ends at once when it is revoked, when it expires and when its account is suspended", async () => {
  const { sha256 } = await import("@/lib/journal/event");
  for (const end of ["revoked_at = now()", "expires_at = now() - interval '1 second'"]) {
    const token = await doors.tokenOf(world, mail);
    expect((await list({ authorization: `Bearer ${token}` })).status).toBe(200);
    await world.owner.unsafe(`update access_token set ${end} where token_hash = $1`, [sha256(token)]);
    expect((await list({ authorization: `Bearer ${token}` })).status).toBe(401);
  }
  const token = await doors.tokenOf(world, "jules@culture.example");
  await world.owner`update account set suspended_at = now() where mail = 'jules@culture.example'`;
  expect((await list({ authorization: `Bearer ${token}` })).status).toBe(401);
});

test("its use is noted, once a minute at most", async () => {
  const { sha256 } = await import("@/lib/journal/event");
  const token = await doors.tokenOf(world, mail);
  const lastUse = async () =>
    (await world.owner`select last_used_at from access_token where token_hash = ${sha256(token)}`)[0]!.last_used_at;
  expect(await lastUse()).toBeNull();
  await list({ authorization: `Bearer ${token}` });
  const first = await lastUse();
  expect(first).toBeInstanceOf(Date);
  await list({ authorization: `Bearer ${token}` });
  expect(await lastUse()).toEqual(first);
});

test("a problem is told in the language asked for, else in the account's", async () => {
  const token = await doors.tokenOf(world, mail);
  const title = async (headers: Record<string, string>) =>
    (await doors.ask(token, "GET", "/tickets/PORTAIL-999999", undefined, headers)).body.title;
  expect(await title({})).toBe("Introuvable");
  expect(await title({ "accept-language": "en-GB,en;q=0.9" })).toBe("Not found");
  expect(await title({ "accept-language": "de" })).toBe("Introuvable");
  await world.owner`update account set locale = 'en' where mail = ${mail}`;
  expect(await title({})).toBe("Not found");
  expect(await title({ "accept-language": "fr" })).toBe("Introuvable");
  await world.owner`update account set locale = 'fr' where mail = ${mail}`;
});

test("a page's session serves too, and changes things only from a page of ours", async () => {
  const { sealSessionId, sessionCookieName } = await import("@/lib/accounts/session");
  const [session] = await world.owner`insert into session (account_id, expires_at)
    values (${world.account(mail).id}, now() + interval '1 hour') returning id`;
  const cookie = `other=1; ${sessionCookieName()}=${sealSessionId(session!.id)}`;
  expect((await list({ cookie })).status).toBe(200);
  const open = (headers: Record<string, string>) =>
    doors.ask(
      null,
      "POST",
      "/tickets",
      { project: "PORTAIL", title: "Titre", message: "Texte" },
      { cookie, host: "localhost:3000", ...headers },
    );
  for (const headers of [
    {},
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin: "https://evil.example", "sec-fetch-site": "same-origin" },
    { origin: "http://localhost:3000", "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { "sec-fetch-site": "none" },
  ])
    expect([headers, (await open(headers as Record<string, string>)).status]).toEqual([headers, 403]);
  expect((await open({ origin: "http://localhost:3000" })).status).toBe(201);
  expect((await open({ "sec-fetch-site": "same-origin" })).status).toBe(201);
  await world.owner`update session set ended_at = now() where id = ${session!.id}`;
  expect((await list({ cookie })).status).toBe(401);
});

test("a method that an address does not know is refused with those that it knows", async () => {
  const token = await doors.tokenOf(world, mail);
  const refused = await doors.ask(token, "DELETE", "/tickets");
  expect(refused.status).toBe(405);
  expect(refused.headers.get("allow")).toBe("GET, HEAD, OPTIONS, POST");
  expect((await doors.ask(null, "OPTIONS", "/tickets")).headers.get("allow")).toBe("GET, HEAD, OPTIONS, POST");
  const head = await doors.ask(token, "HEAD", "/tickets");
  expect([head.status, head.text]).toEqual([200, ""]);
});

test("an unknown address is a problem like any other", async () => {
  const { GET, DELETE } = await import("@/app/api/[[...unknown]]/route");
  for (const handler of [GET, DELETE]) {
    const answer = await handler(
      new Request("http://localhost:3000/api/v1/nothing", { headers: { "accept-language": "en" } }),
    );
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ status: 404, title: "Not found", code: "not-found" });
  }
});

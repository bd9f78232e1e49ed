import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { meetPeople, people, type SitePeople, site } from "./site-people";

// The side doors: bytes of files, files on their way in, and the stream of what happens.

vi.setConfig({ testTimeout: 120_000 });

let known: SitePeople;
const tokens = new Map<string, Record<string, string>>();
const secret = "contenu que seules ines et les agents lisent";
let reference: string;
let attachment: string;
let upload: string;

beforeAll(async () => {
  known = await meetPeople();
  for (const mail of people) tokens.set(mail, await known.takeToken(mail));
  upload = await sendFile("ines@culture.example");
  const opened = await say("POST", "/tickets", {
    project: "PRESSE",
    title: "Dossier joint",
    message: "Voici.",
    uploads: [upload],
  });
  reference = opened.reference;
  const { items } = await say("GET", `/tickets/${reference}/attachments`);
  attachment = items[0].id;
});
afterAll(() => known?.close());

const readers = [
  "ines@culture.example",
  "nadia@titulaire.example",
  "oscar@titulaire.example",
  "camille@culture.example",
];

test.each(people)("the bytes of a file are for who reads its ticket: %s", async (mail) => {
  const answer = await ask(mail, "GET", `/attachments/${attachment}/content`);
  if (readers.includes(mail)) expect([answer.status, answer.text]).toEqual([200, secret]);
  else expect(await answer).toMatchObject({ status: 404, text: expect.not.stringContaining(secret) });
  expect((await fetch(`${site}/api/v1/attachments/${attachment}/content`)).status).toBe(401);
});

test.each(people.filter((mail) => !mail.startsWith("ines")))(
  "a file on its way in is its sender's alone: %s",
  async (mail) => {
    const tus = { "tus-resumable": "1.0.0" };
    const under = await beginFile("ines@culture.example", 10);
    const content = { ...tus, "upload-offset": "0", "content-type": "application/offset+octet-stream" };
    expect((await ask(mail, "HEAD", `/uploads/${under}`, undefined, tus)).status).toBe(404);
    expect((await ask(mail, "PATCH", `/uploads/${under}`, "autrui", content)).status).toBe(404);
    expect((await ask(mail, "DELETE", `/uploads/${under}`, undefined, tus)).status).toBe(404);
    expect((await ask("ines@culture.example", "HEAD", `/uploads/${under}`, undefined, tus)).status).toBe(200);
    const taken = await ask(
      mail,
      "POST",
      "/tickets",
      JSON.stringify({ project: "PORTAIL", title: "Pris", message: "Pris.", uploads: [under] }),
    );
    expect([400, 404]).toContain(taken.status);
  },
);

test("the stream tells each of what he may read, and of nothing else", async () => {
  const streams = await Promise.all(people.map(async (mail) => ({ mail, heard: await listen(mail) })));
  await say("POST", `/tickets/${reference}/messages`, { text: "Encore un mot." });
  const heard = (mail: string) => streams.find((stream) => stream.mail === mail)!.heard();
  await expect.poll(() => readers.every((mail) => heard(mail).includes(reference)), { timeout: 30_000 }).toBe(true);
  await pause(500);
  for (const mail of people) expect([mail, heard(mail).includes(reference)]).toEqual([mail, readers.includes(mail)]);
  for (const { heard } of streams) heard.stop();
});

async function listen(mail: string): Promise<(() => string) & { stop(): void }> {
  const leaving = new AbortController();
  const answer = await fetch(`${site}/api/v1/stream`, { headers: tokens.get(mail), signal: leaving.signal });
  expect(answer.status).toBe(200);
  let text = "";
  const read = async () => {
    for await (const chunk of answer.body!) text += new TextDecoder().decode(chunk);
  };
  read().catch(() => {});
  return Object.assign(() => text, { stop: () => leaving.abort() });
}

async function beginFile(mail: string, size: number): Promise<string> {
  const name = Buffer.from("dossier.txt").toString("base64");
  const answer = await fetch(`${site}/api/v1/uploads`, {
    method: "POST",
    headers: {
      ...tokens.get(mail),
      "tus-resumable": "1.0.0",
      "upload-length": String(size),
      "upload-metadata": `filename ${name}`,
    },
  });
  expect(answer.status).toBe(201);
  return answer.headers.get("location")!.split("/").at(-1)!;
}

async function sendFile(mail: string): Promise<string> {
  const id = await beginFile(mail, Buffer.byteLength(secret));
  const headers = { "tus-resumable": "1.0.0", "upload-offset": "0", "content-type": "application/offset+octet-stream" };
  expect((await ask(mail, "PATCH", `/uploads/${id}`, secret, headers)).status).toBe(204);
  return id;
}

async function say(method: string, path: string, body?: object) {
  const answer = await ask("ines@culture.example", method, path, body && JSON.stringify(body));
  expect([path, answer.status < 300 || answer.text]).toEqual([path, true]);
  return answer.text ? JSON.parse(answer.text) : null;
}

async function ask(mail: string, method: string, path: string, body?: string, headers: Record<string, string> = {}) {
  const answer = await fetch(`${site}/api/v1${path}`, {
    method,
    headers: { "content-type": "application/json", ...tokens.get(mail), ...headers },
    body,
  });
  return { status: answer.status, text: await answer.text() };
}

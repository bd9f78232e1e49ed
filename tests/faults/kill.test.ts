import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import nodemailer from "nodemailer";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sha256 } from "@/lib/journal/event";
import { runCommand, startInstance, type TestInstance } from "../instance";
import { type Ledger, newLedger, Refused, sendAll } from "./ledger";

// Real processes, killed outright at random moments while two clients send; what was acknowledged is there, once.

const each = 500;
const killsOfEach = 3;
const token = `gui_${"kill".padEnd(43, "0")}`;

let instance: TestInstance;
let ledgers: { mail: Ledger; api: Ledger };
let killed: string[];

beforeAll(async () => {
  instance = await startInstance();
  await giveInesAToken();
  ledgers = { mail: newLedger(), api: newLedger() };
  [killed] = await Promise.all([
    killAtRandom(),
    sendAll(ledgers.mail, titles("courrier"), 4, sendMail),
    sendAll(ledgers.api, titles("interface"), 4, openThroughApi),
  ]);
}, 480_000);
afterAll(async () => {
  await instance?.end();
  if (instance) rmSync(instance.folder, { recursive: true, force: true });
});

test("everything was killed several times, and nothing was refused", () => {
  for (const name of names)
    expect(
      killed.filter((one) => one === name),
      name,
    ).toHaveLength(killsOfEach);
  expect([...ledgers.mail.refusals, ...ledgers.api.refusals]).toEqual([]);
});

test("no mail and no opening that was acknowledged is lost, and none is there twice", {
  timeout: 300_000,
}, async () => {
  const tickets = await waitForAll();
  const counts = new Map<string, number>();
  for (const { title } of tickets) counts.set(title, (counts.get(title) ?? 0) + 1);
  const told = [...ledgers.mail.acknowledged.keys(), ...ledgers.api.acknowledged.keys()];
  expect(told).toHaveLength(2 * each);
  expect({
    lost: told.filter((title) => !counts.has(title)),
    doubled: [...counts].filter(([, count]) => count > 1),
  }).toEqual({ lost: [], doubled: [] });
  for (const { title, reference } of tickets)
    expect(ledgers.api.acknowledged.get(title) ?? reference, title).toBe(reference);
});

test("the numbers of the project have no gap, and its journal holds", { timeout: 120_000 }, async () => {
  const numbers = (await listOurs()).map(({ reference }) => Number(reference.split("-")[1])).sort((a, b) => a - b);
  expect(numbers.at(-1)! - numbers[0]! + 1).toBe(numbers.length);
  const verify = runCommand("journal-verify", { GUICHET_DATA: instance.folder });
  expect([await verify.ended, verify.output()]).toEqual([0, expect.stringContaining("Le journal est intact")]);
});

const names = ["site", "worker", "database"] as const;
const run = randomUUID().slice(0, 8);

function titles(kind: string): string[] {
  return Array.from({ length: each }, (_, index) => `Coupure ${run} ${kind} ${index}`);
}

/** The address of the owner's database is in instance.json; PORTAIL's tickets of the demonstration are not ours to count. */
async function giveInesAToken() {
  const owner = postgres(instance.facts().databaseUrl!, { max: 1, onnotice: () => {} });
  await owner`insert into access_token (account_id, name, token_hash)
    select id, 'coupures', ${sha256(token)} from account where mail = 'ines@culture.example'`;
  await owner.end();
}

/** Each in turn, in an order drawn anew each round; at moments spread over the sending, so that it always goes on in between. */
async function killAtRandom(): Promise<string[]> {
  const kills: string[] = [];
  const step = (2 * each) / (killsOfEach * names.length + 1);
  for (let round = 0; round < killsOfEach; round++)
    for (const name of [...names].sort(() => Math.random() - 0.5)) {
      const moment = step * (kills.length + Math.random());
      while (acknowledged() < moment) await pause(20);
      while (!kill(name)) await pause(100);
      kills.push(name);
    }
  return kills;
}

function acknowledged(): number {
  return ledgers.mail.acknowledged.size + ledgers.api.acknowledged.size;
}

/** False when it is down already: it will be killed once it is back. */
function kill(name: (typeof names)[number]): boolean {
  const { webPid, workerPid, databasePid } = instance.facts();
  const pid = { site: webPid, worker: workerPid, database: databasePid }[name];
  try {
    process.kill(pid!, "SIGKILL");
    return true;
  } catch {
    return false;
  }
}

async function openThroughApi(title: string): Promise<string | null> {
  const answer = await fetch(`${instance.facts().url}/api/v1/tickets`, {
    method: "POST",
    headers: { ...authorization, "content-type": "application/json", "idempotency-key": sha256(title).slice(0, 32) },
    body: JSON.stringify({ project: "PORTAIL", kind: "request", title, message: "Pendant une coupure." }),
    signal: AbortSignal.timeout(15_000),
  });
  const text = await answer.text();
  if (answer.status === 201) return JSON.parse(text).reference;
  if (answer.status < 500 && ![404, 409, 429].includes(answer.status)) throw new Refused(`${answer.status} ${text}`);
  return null;
}

/** As a mail server does: the same bytes until "250". */
async function sendMail(title: string): Promise<string | null> {
  const transport = nodemailer.createTransport({
    ...{ host: "127.0.0.1", port: instance.mailPort, ignoreTLS: true },
    ...{ connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 15_000 },
  });
  const raw = [
    "From: Inès <ines@culture.example>",
    "To: portail@guichet.example",
    `Subject: ${title}`,
    `Message-ID: <${sha256(title).slice(0, 24)}@culture.example>`,
    "Date: Mon, 23 Nov 2026 10:00:00 +0100",
    "",
    "Pendant une coupure.",
  ].join("\r\n");
  const sent = await transport.sendMail({
    envelope: { from: "ines@culture.example", to: "portail@guichet.example" },
    raw,
  });
  return sent.accepted.length === 1 ? "" : null;
}

const authorization = { authorization: `Bearer ${token}` };

/** Every ticket of this run, once what waits has become one, or once nothing has come for a minute. */
async function waitForAll() {
  let last = { count: -1, at: Date.now() };
  for (;;) {
    const tickets = await listOurs();
    if (tickets.length >= 2 * each || Date.now() - last.at > 60_000) return tickets;
    if (tickets.length > last.count) last = { count: tickets.length, at: Date.now() };
    await pause(2_000);
  }
}

/** Ines sees her own tickets; those of this run follow each other, since nobody else opens any meanwhile. */
async function listOurs(): Promise<{ title: string; reference: string }[]> {
  const found: { title: string; reference: string }[] = [];
  let after: string | null = "";
  while (after !== null) {
    const page: { items: typeof found; after: string | null } = await readPage(after);
    found.push(...page.items);
    after = page.after;
  }
  return found.filter(({ title }) => title.startsWith(`Coupure ${run} `));
}

async function readPage(after: string) {
  const query = new URLSearchParams({ project: "PORTAIL", limit: "200", sort: "opened", ...(after && { after }) });
  for (;;) {
    try {
      const answer = await fetch(`${instance.facts().url}/api/v1/tickets?${query}`, { headers: authorization });
      if (answer.ok) return await answer.json();
    } catch {
      // The site may be coming back.
    }
    await pause(500);
  }
}

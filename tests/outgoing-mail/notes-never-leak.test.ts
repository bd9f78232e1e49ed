import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { type ParsedMail, simpleParser } from "mailparser";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Actor, insideTransaction } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";
import { openPostOffice, type PostOffice } from "../incoming-mail/post-office";

// Whatever people do, in whatever order, while rights come and go: no word of an internal note is in any mail to somebody who, when it
// leaves, may not read notes. Time is not recorded yet, so there is none that could leak.

vi.setConfig({ testTimeout: 600_000, hookTimeout: 180_000 });

let office: PostOffice;
let verbs: Awaited<ReturnType<typeof loadVerbs>>;
const counted = { toReaders: 0, toOthers: 0, digestsToOthers: 0 };

async function loadVerbs() {
  return {
    ...(await import("@/lib/accounts/change-notices")),
    ...(await import("@/lib/outgoing-mail/make-digests")),
    ...(await import("@/lib/tickets/open-ticket")),
    ...(await import("@/lib/tickets/reply-to-ticket")),
    ...(await import("@/lib/tickets/add-note")),
    ...(await import("@/lib/tickets/add-participant")),
    ...(await import("@/lib/tickets/assign-ticket")),
    ...(await import("@/lib/tickets/cancel-ticket")),
    ...(await import("@/lib/tickets/confirm-resolution")),
    ...(await import("@/lib/tickets/reopen-ticket")),
    ...(await import("@/lib/tickets/change-ticket")),
    ...(await import("@/lib/tickets/take-message-back")),
    ...(await import("@/lib/tickets/ticket-queries")),
  };
}

beforeAll(async () => {
  office = await openPostOffice();
  verbs = await loadVerbs();
  await office.allDone();
});
afterAll(() => office?.close());

const people = [
  ...["ines@culture.example", "jules@culture.example", "camille@culture.example"],
  ...["paula@culture.example", "nadia@titulaire.example", "oscar@titulaire.example"],
];
const profiles = ["requester", "follower", "agent", "lead"];

const person = fc.constantFrom(...people);
const steps = fc.oneof(
  {
    weight: 7,
    arbitrary: fc.record({
      do: fc.constant("note" as const),
      by: fc.constantFrom("nadia@titulaire.example", "oscar@titulaire.example"),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("reply" as const), by: person }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("mailBack" as const), by: person, headers: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom("assign" as const, "add" as const), to: person }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom("resolve" as const, "confirm" as const, "reopen" as const, "cancel" as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("prefer" as const),
      by: person,
      notices: fc.constantFrom("all" as const, "mine" as const, "digest" as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("digests" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("takeBack" as const) }) },
);
/** What happens to rights between a change and the mails that tell it: half of the time nothing. */
const turns = fc.oneof(
  fc.constant(null),
  fc.record({ profile: fc.constantFrom("follower", "agent", "lead"), reads: fc.boolean() }),
);
const scripts = fc.array(fc.tuple(steps, turns), { minLength: 8, maxLength: 16 });

test("no text of an internal note reaches anybody without notes.read by any mail path", async () => {
  await fc.assert(
    fc.asyncProperty(scripts, async (script) => {
      const scene = await setScene();
      for (const [step, turn] of script) {
        await play(scene, step, turn);
        await office.allDone();
        await expectNoLeak(scene);
      }
      // However the script was drawn, it ends with something for those who want one mail a day.
      await verbs.changeNotices(office.world.actor("jules@culture.example"), { notices: "digest" });
      for (const last of ["reply", "note"] as const)
        await play(scene, { do: last, by: "nadia@titulaire.example" }, null);
      await verbs.makeDigests(new Date(Date.now() + 25 * 3_600_000));
      await office.allDone();
      await expectNoLeak(scene);
    }),
    { numRuns: 20 },
  );
  // Had nothing been sent to one side or the other, nothing would have been proven.
  expect(counted.toReaders).toBeGreaterThan(15);
  expect(counted.toOthers).toBeGreaterThan(50);
  expect(counted.digestsToOthers).toBeGreaterThan(10);
});

interface Scene {
  reference: string;
  ticketId: string;
  secrets: string[];
  read: Set<string>;
  lastMessage: string | null;
  received: { to: string; mail: ParsedMail }[];
}

async function setScene(): Promise<Scene> {
  for (const mail of people) await verbs.changeNotices(office.world.actor(mail), { notices: "all" });
  // Two of them, one who reads notes and one who does not, begin with one mail a day.
  for (const mail of ["camille@culture.example", "oscar@titulaire.example"])
    await verbs.changeNotices(office.world.actor(mail), { notices: "digest" });
  for (const name of profiles) await letRead(name, name === "agent" || name === "lead");
  const opened = await verbs.openTicket(office.world.actor("ines@culture.example"), {
    ...{ project: "PORTAIL", title: "Une demande", message: "Bonjour" },
  });
  for (const mail of people.filter((one) => one !== "ines@culture.example"))
    await verbs.addParticipant(office.world.actor("nadia@titulaire.example"), { ticket: opened.reference, mail });
  await office.allDone();
  const read = new Set(await listOutbox());
  return { reference: opened.reference, ticketId: opened.id, secrets: [], read, lastMessage: null, received: [] };
}

/** Gives a built-in profile the reading of notes, or takes it away. */
function letRead(profile: string, reads: boolean) {
  return office.world.owner`update profile set permissions = case when ${reads}
    then array(select distinct unnest(permissions || 'notes.read'::text)) else array_remove(permissions, 'notes.read') end
    where built_in = ${profile}`;
}

type Step = typeof steps extends fc.Arbitrary<infer Drawn> ? Drawn : never;

/** What is refused (a profile without the right, a ticket in another phase) is a step that did nothing. */
async function play(scene: Scene, step: Step, turn: { profile: string; reads: boolean } | null) {
  const by = "by" in step ? step.by : "nadia@titulaire.example";
  if (step.do === "mailBack") {
    await mailBack(scene, by, step.headers);
    if (turn) await letRead(turn.profile, turn.reads);
    return;
  }
  // Digests are mails by themselves, which leave as soon as they are made: what turns before them turned after what they tell.
  if (step.do === "digests" && turn) await letRead(turn.profile, turn.reads);
  const actor = office.world.actor(by);
  const acted = await actor
    .transaction(async (tx) => {
      const done = await act(scene, step, insideTransaction(actor, tx));
      if (step.do !== "digests" && turn) await letRead(turn.profile, turn.reads);
      return done;
    })
    .catch((error) => {
      if (typeof error.status === "number") return null;
      throw error;
    });
  if (acted && "message" in acted) scene.lastMessage = acted.message.id;
}

async function act(scene: Scene, step: Exclude<Step, { do: "mailBack" }>, actor: Actor) {
  const ticket = scene.reference;
  const version = async () => (await actor.transaction((tx) => verbs.getTicket(tx, ticket))).version;
  switch (step.do) {
    case "note":
      return verbs.addNote(actor, { ticket, text: `Entre nous : ${newSecret(scene)}` });
    case "reply":
      return verbs.replyToTicket(actor, { ticket, text: "Bonjour à tous." });
    case "assign":
      return void (await verbs.assignTicket(actor, { ticket, assignee: step.to }));
    case "add":
      return void (await verbs.addParticipant(actor, { ticket, mail: step.to }));
    case "resolve":
      return void (await verbs.changeTicket(actor, { ticket, version: await version(), status: "resolved" }));
    case "confirm":
      return void (await verbs.confirmResolution(actor, { ticket }));
    case "reopen":
      return void (await verbs.reopenTicket(actor, { ticket, text: "Pas encore." }));
    case "cancel":
      return void (await verbs.cancelTicket(actor, { ticket }));
    case "prefer":
      return void (await verbs.changeNotices(actor, { notices: step.notices }));
    case "digests":
      return void (await verbs.makeDigests(new Date(Date.now() + 25 * 3_600_000)));
    case "takeBack":
      if (scene.lastMessage) await verbs.takeMessageBack(actor, { message: scene.lastMessage });
  }
}

/** Somebody answers the last note of which he was told, quoting it whole; his mail program may have lost the thread's headers. */
async function mailBack(scene: Scene, by: string, headers: boolean) {
  const told = scene.received
    .filter(({ to }) => to === by)
    .findLast(({ mail }) => scene.secrets.some((secret) => mail.text?.includes(secret)))?.mail;
  if (!told) return;
  const quoted = (told.text ?? "").split("\n").map((line) => `> ${line}`);
  await office.send({
    ...{ from: by, to: (told.replyTo ?? told.from)!.text, subject: `Re: ${told.subject}` },
    ...(headers ? { inReplyTo: told.messageId, references: told.messageId } : {}),
    text: `Vu, ${newSecret(scene)}.\n\nLe 23 novembre 2026 à 14:05, Guichet a écrit :\n${quoted.join("\n")}`,
  });
}

/** A word that stands nowhere else; it begins and ends with letters, so that no line is folded inside it. */
function newSecret(scene: Scene): string {
  const secret = `pamplemousse${newIdentifier().replaceAll("-", "").slice(12)}`;
  scene.secrets.push(secret);
  return secret;
}

async function expectNoLeak(scene: Scene) {
  const readers = await whoReadsNotes();
  for (const name of (await listOutbox()).filter((one) => !scene.read.has(one))) {
    scene.read.add(name);
    const raw = await readFile(join(office.world.dataFolder, "outbox", name), "latin1");
    const mail = await simpleParser(Buffer.from(raw, "latin1"));
    const [to] = [mail.to].flat().flatMap((one) => one?.value.map(({ address }) => address) ?? []);
    scene.received.push({ to: to!, mail });
    const held = scene.secrets.filter((secret) => everyTextOf(mail, raw).includes(secret));
    if (readers.has(to!)) {
      counted.toReaders += held.length;
      continue;
    }
    counted.toOthers += 1;
    if (mail.subject?.startsWith("Résumé")) counted.digestsToOthers += 1;
    expect(held, `${to} may not read notes and got « ${mail.subject} »`).toEqual([]);
  }
}

/** Decoded and not: headers, both bodies, and whatever stands in the bytes as base64 or quoted-printable. */
function everyTextOf(mail: ParsedMail, raw: string): string {
  const unfolded = raw.replace(/=\r\n/g, "").replace(/\r\n/g, "");
  const decoded = (raw.match(/[A-Za-z0-9+/]{24,}={0,2}/g) ?? []).map((part) =>
    Buffer.from(part, "base64").toString("utf8"),
  );
  return [
    mail.text,
    String(mail.html),
    mail.subject,
    JSON.stringify([...mail.headers]),
    raw,
    unfolded,
    ...decoded,
  ].join("\n");
}

async function whoReadsNotes(): Promise<Set<string>> {
  const rows = await office.world.owner<{ mail: string }[]>`
    select a.mail from account a join membership m on m.account_id = a.id and m.ended_at is null
      join profile f on f.workspace_id = m.workspace_id and f.id = m.profile_id
     where m.workspace_id = ${office.world.workspace("culture").id} and a.suspended_at is null
       and 'notes.read' = any (f.permissions)`;
  return new Set(rows.map(({ mail }) => mail));
}

async function listOutbox(): Promise<string[]> {
  const names = await readdir(join(office.world.dataFolder, "outbox")).catch(() => []);
  return names.filter((name) => name.endsWith(".eml"));
}

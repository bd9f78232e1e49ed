import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { simpleParser } from "mailparser";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPostOffice, type PostOffice } from "../incoming-mail/post-office";

// What people call themselves and their requests goes through the real composer, and stays inside its header.

let office: PostOffice;
beforeAll(async () => {
  office = await openPostOffice();
  await office.allDone();
});
afterAll(() => office?.close());

const ines = () => office.world.actor("ines@culture.example");

async function newest() {
  const folder = join(office.world.dataFolder, "outbox");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".eml")).sort();
  return readFile(join(folder, names.at(-1)!), "latin1");
}

/** The names of the headers, each once for each line that begins one. */
function headerNames(raw: string): string[] {
  const [head = ""] = raw.split("\r\n\r\n", 1);
  return head
    .replace(/\r\n[ \t]+/g, " ")
    .split("\r\n")
    .map((line) => line.slice(0, line.indexOf(":")).toLowerCase());
}

const known = [
  ...[
    "from",
    "to",
    "reply-to",
    "subject",
    "message-id",
    "date",
    "mime-version",
    "content-type",
    "in-reply-to",
    "references",
  ],
  ...["auto-submitted", "x-auto-response-suppress", "x-guichet-loop", "thread-index"],
];

function expectPlain(raw: string) {
  const names = headerNames(raw);
  expect(names.filter((name) => !known.includes(name))).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
  // No bare CR or LF anywhere, which a server could take for the end of a line (SMTP smuggling), and no line over 998 octets.
  expect(raw.replace(/\r\n/g, "")).not.toMatch(/[\r\n]/);
  for (const line of raw.split("\r\n")) expect(line.length).toBeLessThanOrEqual(998);
}

const titles = [
  "Bcc: tous@culture.example",
  '"guillemets" <pirate@x.example>, autre',
  "=?utf-8?q?faux=0D=0ABcc:_tous=40culture.example?=",
  `${"très ".repeat(39)}long`,
  "\u202eà l'envers\u202c et 👩🏽‍💻🧨",
  "مرحبا بالعالم שלום",
  "\u2028Bcc: tous@culture.example\u2029\u0085X: y",
  "ends with a quoted-printable soft break =",
];

describe("a title", () => {
  test.each(titles)("%j stays a subject", async (title) => {
    const { openTicket } = await import("@/lib/tickets/open-ticket");
    const ticket = await openTicket(ines(), { project: "PORTAIL", title, message: ".\r\n..\r\nQUIT" });
    await office.allDone();
    const raw = await newest();
    expectPlain(raw);
    const mail = await simpleParser(raw.length > 0 ? Buffer.from(raw, "latin1") : "");
    expect(mail.subject?.replace(/\s+/gu, " ")).toBe(`[${ticket.reference}] ${ticket.title}`.replace(/\s+/gu, " "));
    expect([mail.to].flat().map((address) => address?.text)).toEqual(["ines@culture.example"]);
    expect(mail.bcc).toBeUndefined();
    expect(mail.headers.get("auto-submitted")).toBe("auto-generated");
    expect(mail.headers.has("list-unsubscribe")).toBe(false);
    expect([mail.references].flat()).toContain(`<ticket.${ticket.id}@guichet.example>`);
  });

  test("with a line feed is refused at the door", async () => {
    const { openTicket } = await import("@/lib/tickets/open-ticket");
    for (const title of ["a\r\nBcc: tous@culture.example", "a\nb", "a\u0000b"])
      await expect(openTicket(ines(), { project: "PORTAIL", title, message: "x" })).rejects.toThrow();
  });
});

describe("names that got past the doors", () => {
  const forged = [
    'Portail"\r\nBcc: tous@culture.example',
    "a\nb\n\n<script>",
    "nom <pirate@x.example>,",
    "=?utf-8?q?=0D=0AX:_y?=",
  ];

  test.each(forged)("%j neither end a header nor begin one, as a project's or an author's", async (name) => {
    const { owner } = office.world;
    const { replyToTicket } = await import("@/lib/tickets/reply-to-ticket");
    const { openTicket } = await import("@/lib/tickets/open-ticket");
    const nadia = office.world.account("nadia@titulaire.example");
    const [project] = await owner<{ name: string }[]>`select name from project where key = 'PORTAIL'`;
    const ticket = await openTicket(ines(), { project: "PORTAIL", title: "Noms", message: "x" });
    await owner`update project set name = ${name} where key = 'PORTAIL'`;
    await owner`update account set name = ${name} where id = ${nadia.id}`;
    try {
      await replyToTicket(office.world.actor(nadia.mail), { ticket: ticket.reference, text: "Bonjour" });
      await office.allDone();
      const raw = await newest();
      expectPlain(raw);
      const mail = await simpleParser(Buffer.from(raw, "latin1"));
      expect(mail.from!.value.map(({ address }) => address)).toEqual(["portail@guichet.example"]);
      expect(mail.bcc).toBeUndefined();
    } finally {
      await owner`update project set name = ${project!.name} where key = 'PORTAIL'`;
      await owner`update account set name = ${nadia.name} where id = ${nadia.id}`;
    }
  });
});

test("a project's sending address and closing lines are on its notices, and answers still come to the signed address", async () => {
  const { changeProject } = await import("@/lib/workspaces/change-project");
  const { openTicket } = await import("@/lib/tickets/open-ticket");
  const admin = office.world.actor("admin@guichet.example");
  await changeProject(admin, {
    ...{ project: "PORTAIL", senderAddress: "Service@Culture.example", signature: "Le service\r\nTél. : 01" },
  });
  await openTicket(ines(), { project: "PORTAIL", title: "Signée", message: "x" });
  await office.allDone();
  const mail = await simpleParser(Buffer.from(await newest(), "latin1"));
  expect(mail.from!.value[0]!.address).toBe("service@culture.example");
  expect(mail.replyTo!.text).toMatch(/^portail\+portail-\d+-n[a-z2-7]{16}@guichet\.example$/);
  expect(mail.text).toContain("Le service\nTél. : 01");
  expect(mail.html).toContain("Tél. : 01");
  for (const senderAddress of ["a\r\nBcc: x@y.example", "pas une adresse", "x@y.example, z@y.example"])
    await expect(changeProject(admin, { project: "PORTAIL", senderAddress })).rejects.toThrow();
  await expect(changeProject(admin, { project: "PORTAIL", signature: "a\u0000b" })).rejects.toThrow();
  // Another change leaves them; an empty field takes them away.
  expect(await changeProject(admin, { project: "PORTAIL", name: "Portail" })).toMatchObject({
    signature: "Le service\nTél. : 01",
  });
  expect(await changeProject(admin, { project: "PORTAIL", senderAddress: "", signature: "" })).toMatchObject({
    ...{ senderAddress: null, signature: null },
  });
});

import { afterAll, beforeAll, expect, it } from "vitest";
import { openPostOffice, type PostOffice } from "./post-office";
import { sampleBytes } from "./sample";

let office: PostOffice;
let reading: typeof import("@/lib/incoming-mail/read-attached-mail");
let queries: typeof import("@/lib/tickets/thread-queries") & typeof import("@/lib/incoming-mail/invitation-queries");
let ticket: { id: string; workspaceId: string };

const nested = [
  ...["From: Anne <anne@ailleurs.example>", "Subject: =?utf-8?Q?Transf=C3=A9r=C3=A9?=", "MIME-Version: 1.0"],
  ...["Content-Type: multipart/mixed; boundary=n", "", "--n", "Content-Type: text/plain", "", "Le fond de l'affaire."],
  ...[
    "--n",
    "Content-Type: text/csv; name=liste.csv",
    "Content-Disposition: attachment; filename=liste.csv",
    "",
    "a;b",
  ],
  "--n--",
].join("\r\n");

beforeAll(async () => {
  office = await openPostOffice();
  reading = await import("@/lib/incoming-mail/read-attached-mail");
  queries = {
    ...(await import("@/lib/tickets/thread-queries")),
    ...(await import("@/lib/incoming-mail/invitation-queries")),
  };
  await office.send({
    ...{ from: "ines@culture.example", to: "portail@guichet.example", subject: "Pour suite", text: "Voir" },
    attachments: [
      { filename: "transmis.eml", contentType: "message/rfc822", content: nested },
      {
        filename: "bombe.eml",
        content: `Content-Type: multipart/mixed; boundary=b\r\n\r\n${"--b\r\n\r\nx\r\n".repeat(20_000)}--b--`,
      },
      { filename: "note.txt", content: "rien" },
      {
        filename: "invite.ics",
        content: sampleBytes("calendar-invitation-outlook").toString().split("invite.ics\r\n\r\n")[1]!,
      },
    ],
  });
  const { id } = (await office.tickets()).at(-1)!;
  ticket = { id, workspaceId: office.world.workspace("culture").id };
});
afterAll(() => office?.close());

const files = (who: string) => office.world.actor(who).transaction((tx) => queries.listAttachments(tx, ticket));
const fileNamed = async (name: string) =>
  (await files("nadia@titulaire.example")).find((file) => file.name === name)!.id;

it("a message attached to a ticket is read by whoever reads the ticket, and its files with it", async () => {
  const id = await fileNamed("transmis.eml");
  for (const who of ["ines@culture.example", "nadia@titulaire.example"]) {
    const actor = office.world.actor(who);
    expect(await reading.readAttachedMail(actor, id)).toMatchObject({
      ...{ subject: "Transféré", from: { address: "anne@ailleurs.example" }, text: "Le fond de l'affaire." },
      ...{ files: [{ name: "liste.csv" }], file: { ticketId: ticket.id } },
    });
    const part = await reading.openAttachedPart(actor, id, "0");
    expect(part).toMatchObject({ name: "liste.csv", type: "application/octet-stream" });
    const chunks: Buffer[] = [];
    for await (const chunk of await part.read({ start: 0, end: 1 })) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).toString()).toBe("a;");
  }
});

it("for anybody else it does not exist, nor does a part that it has not", async () => {
  const id = await fileNamed("transmis.eml");
  for (const who of ["rachid@efs.example", "jules@culture.example", "admin@guichet.example"]) {
    await expect(reading.readAttachedMail(office.world.actor(who), id)).rejects.toThrow("not-found");
    await expect(reading.openAttachedPart(office.world.actor(who), id, "0")).rejects.toThrow("not-found");
  }
  const nadia = office.world.actor("nadia@titulaire.example");
  for (const place of ["1", "-1", "00000", "x", "__proto__"])
    await expect(reading.openAttachedPart(nadia, id, place)).rejects.toThrow("not-found");
  await expect(reading.readAttachedMail(nadia, await fileNamed("note.txt"))).rejects.toThrow("not-found");
});

it("one that cannot be read says why, and harms nothing", async () => {
  const read = await reading.readAttachedMail(office.world.actor("ines@culture.example"), await fileNamed("bombe.eml"));
  expect(read).toMatchObject({ unreadable: "too-many-parts", text: "", files: [] });
});

it("a calendar file is announced with its title, its place and its time", async () => {
  const found = await office.world
    .actor("ines@culture.example")
    .transaction(async (tx) => queries.findInvitations(tx, await queries.listAttachments(tx, ticket)));
  expect([...found.values()]).toMatchObject([{ title: "Comité de pilotage, deuxième séance", cancelled: false }]);
});

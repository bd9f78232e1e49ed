import { copyFileSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPostOffice, type PostOffice } from "./post-office";
import { connectPeer } from "./smtp-peer";

const certificates = join(import.meta.dirname, "certificates");
const pem = (name: string) => readFileSync(join(certificates, name), "utf8");
let folder: string;
let office: PostOffice;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "guichet-certificate-"));
  for (const end of ["pem", "key"]) copyFileSync(join(certificates, `first.${end}`), join(folder, `mail.${end}`));
  process.env.MAIL_TLS_CERT = join(folder, "mail.pem");
  process.env.MAIL_TLS_KEY = join(folder, "mail.key");
  process.env.LMTP_LISTEN = "127.0.0.1:0";
  office = await openPostOffice();
});
afterAll(async () => {
  await office?.close();
  rmSync(folder, { recursive: true, force: true });
});

const letter = (subject: string) =>
  `From: ines@culture.example\r\nTo: portail@guichet.example\r\nSubject: ${subject}\r\n\r\nBonjour\r\n`;
const titled = async (title: string) => (await office.tickets()).filter((ticket) => ticket.title === title);

describe("LMTP", () => {
  it("greets as LMTP does, announces the size, and answers once for each recipient", async () => {
    const { say, answer, socket } = await connectPeer(office.lmtpPort);
    expect(await say("EHLO relais")).toMatch(/^5/);
    expect(await say("LHLO relais")).toContain(`SIZE ${50 * 1024 * 1024}`);
    await say("MAIL FROM:<ines@culture.example>");
    expect(await say("RCPT TO:<portail@guichet.example>")).toMatch(/^250/);
    expect(await say("RCPT TO:<quelquun@ailleurs.example>")).toMatch(/^550/);
    expect(await say("RCPT TO:<presse@guichet.example>")).toMatch(/^250/);
    expect(await say("DATA")).toMatch(/^354/);
    socket.write(`${letter("Par LMTP")}.\r\n`);
    expect(await answer()).toMatch(/^250/);
    expect(await answer()).toMatch(/^250/);
    expect(await say("NOOP")).toMatch(/^250/);
    socket.destroy();
    await office.allDone();
    expect(await titled("Par LMTP")).toHaveLength(1);
    expect(await kept("Par LMTP")).toEqual([
      { door: "lmtp", helo: "relais", to: ["portail@guichet.example", "presse@guichet.example"] },
    ]);
  });

  it("refuses a message that is too large to each recipient, and goes on", async () => {
    const { say, answer, socket } = await connectPeer(office.lmtpPort);
    await say("LHLO relais");
    expect(await say(`MAIL FROM:<ines@culture.example> SIZE=${60 * 1024 * 1024}`)).toMatch(/^552/);
    await say("MAIL FROM:<ines@culture.example>");
    for (const name of ["portail", "presse"]) await say(`RCPT TO:<${name}@guichet.example>`);
    await say("DATA");
    const piece = Buffer.alloc(1024 * 1024, "x").fill("\r\n", 1024 * 1024 - 2);
    for (let sent = 0; sent < 52; sent++)
      if (!socket.write(piece)) await new Promise<void>((drained) => socket.once("drain", drained));
    socket.write("\r\n.\r\n");
    expect(await answer()).toMatch(/^552/);
    expect(await answer()).toMatch(/^552/);
    socket.destroy();
  });
});

describe("STARTTLS", () => {
  it("is offered once there is a certificate, and mail programs use it", async () => {
    const client = createTransport({
      host: "127.0.0.1",
      port: office.port,
      requireTLS: true,
      tls: { ca: pem("first.pem") },
    });
    const sent = await client.sendMail({
      from: "ines@culture.example",
      to: "portail@guichet.example",
      subject: "Chiffré",
      text: "x",
    });
    client.close();
    expect(sent.response).toMatch(/^250/);
    await office.allDone();
    expect(await titled("Chiffré")).toHaveLength(1);
  });

  it("forgets what was said in clear text, and what was slipped in behind STARTTLS", async () => {
    const peer = await connectPeer(office.port);
    expect(await peer.say("EHLO clair")).toContain("STARTTLS");
    await peer.say("MAIL FROM:<admin@guichet.example>");
    expect(await peer.say("STARTTLS\r\nRCPT TO:<portail@guichet.example>")).toMatch(/^220/);
    expect(await peer.encrypt({ ca: pem("first.pem") })).toBe("localhost first");
    expect(await peer.say("RCPT TO:<portail@guichet.example>")).toMatch(/^50\d/);
    peer.socket.destroy();
  });

  it("refuses TLS 1.1, and a peer that speaks none stops nobody", async () => {
    const old = await connectPeer(office.port);
    await old.say("EHLO vieux");
    await old.say("STARTTLS");
    await expect(old.encrypt({ ca: pem("first.pem"), maxVersion: "TLSv1.1", minVersion: "TLSv1" })).rejects.toThrow();
    const mute = await connectPeer(office.port);
    await mute.say("EHLO muet");
    await mute.say("STARTTLS");
    mute.socket.write("QUIT\r\n");
    await expect.poll(async () => (await connectPeer(office.port)).say("EHLO ensuite")).toMatch(/^250/);
    expect(office.troubles).toEqual([]);
  });

  it("serves a renewed certificate within seconds, and keeps the last good one", async () => {
    const nameServed = async () => {
      const peer = await connectPeer(office.port);
      await peer.say("EHLO curieux");
      await peer.say("STARTTLS");
      const name = await peer.encrypt({ rejectUnauthorized: false });
      peer.socket.destroy();
      return name;
    };
    const put = (file: string, content: string) => {
      writeFileSync(join(folder, file), content);
      utimesSync(join(folder, file), new Date(), new Date(Date.now() + 5_000));
    };
    put("mail.pem", "abîmé");
    await expect.poll(() => office.troubles.length, { timeout: 10_000 }).toBeGreaterThan(0);
    expect(String(office.troubles.splice(0)[0])).toContain("MAIL_TLS_CERT");
    expect(await nameServed()).toBe("localhost first");
    put("mail.key", pem("second.key"));
    put("mail.pem", pem("second.pem"));
    await expect.poll(nameServed, { timeout: 10_000 }).toBe("localhost second");
    office.troubles.splice(0);
  });
});

it("does not start on a certificate that cannot be used, and says which file", async () => {
  const { readCertificate } = await import("@/lib/worker/certificate");
  const at = (name: string) => join(certificates, name);
  expect(() => readCertificate({ certificate: at("absent.pem"), key: at("first.key") })).toThrow(
    /MAIL_TLS_CERT.*absent/,
  );
  expect(() => readCertificate({ certificate: at("first.key"), key: at("first.key") })).toThrow(/MAIL_TLS_CERT/);
  expect(() => readCertificate({ certificate: at("first.pem"), key: at("second.key") })).toThrow(/MAIL_TLS_KEY/);
});

it("no job was in trouble", () => expect(office.troubles).toEqual([]));

async function kept(subject: string) {
  const { sql } = await import("drizzle-orm");
  const { workspaceActor } = await import("@/lib/tenancy/actor");
  const rows = await workspaceActor(office.world.workspace("culture").id).transaction((tx) =>
    tx.execute(sql`select door, helo, envelope_to as "to" from incoming_mail where subject = ${subject}`),
  );
  return [...rows];
}

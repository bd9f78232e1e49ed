import { createHmac } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPostOffice, type PostOffice } from "./post-office";

const secret = "le-secret-partagé-avec-le-relais-0123456789";
let office: PostOffice;
let POST: (request: Request) => Promise<Response>;

beforeAll(async () => {
  process.env.MAIL_HTTP_SECRET = secret;
  office = await openPostOffice();
  ({ POST } = await import("@/app/api/mail/receive/route"));
});
afterAll(() => office?.close());

const now = () => String(Math.floor(Date.now() / 1000));
const envelope = (headers: Record<string, string>) =>
  `${headers["x-guichet-envelope-from"] ?? ""}\n${headers["x-guichet-envelope-to"] ?? ""}\n`;
const sign = (body: string | Buffer, timestamp = now(), key = secret, headers = {}) =>
  `v2=${createHmac("sha256", key)
    .update(`${timestamp}\n${envelope(headers)}`)
    .update(body)
    .digest("hex")}`;

const letter = (subject: string) =>
  `From: ines@culture.example\r\nTo: portail@guichet.example\r\nSubject: ${subject}\r\n\r\nBonjour\r\n`;

function bring(body: string | Buffer, headers: Record<string, string> = {}) {
  const timestamp = headers["x-guichet-timestamp"] ?? now();
  return POST(
    new Request("http://localhost:3000/api/mail/receive", {
      method: "POST",
      body: inPieces(Buffer.from(body as string)),
      headers: {
        "content-type": "message/rfc822",
        ...{ "x-guichet-timestamp": timestamp, "x-guichet-signature": sign(body, timestamp, secret, headers) },
        ...headers,
      },
      duplex: "half",
    } as RequestInit),
  );
}

function inPieces(bytes: Buffer): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(new Uint8Array(bytes.subarray(at, at + 65_536)));
      at += 65_536;
    },
  });
}

const storedFiles = () =>
  ["files", "uploads"].flatMap((folder) => {
    const path = join(office.world.dataFolder, folder);
    if (!existsSync(path)) return [];
    return readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  });

describe("the signed HTTP door", () => {
  it("takes a message and says its identifier once it is durable; brought again it is the same", async () => {
    const first = await bring(letter("Par HTTP"), { "x-guichet-envelope-from": "ines@culture.example" });
    expect(first.status).toBe(202);
    const { id } = await first.json();
    await office.allDone();
    expect((await office.incoming()).find((mail) => mail.id === id)).toMatchObject({ outcome: "opened" });
    expect(await (await bring(letter("Par HTTP"))).json()).toEqual({ id });
    expect((await office.tickets()).filter(({ title }) => title === "Par HTTP")).toHaveLength(1);
  });

  it("follows the envelope: a null path is automatic mail, a recipient is where it goes", async () => {
    const taken = await bring(letter("Rebond").replace("portail", "quelquun"), {
      "x-guichet-envelope-from": "<>",
      "x-guichet-envelope-to": "<Presse@guichet.example>, portail@guichet.example",
    });
    const { id } = await taken.json();
    await office.allDone();
    expect((await office.incoming()).find((mail) => mail.id === id)).toMatchObject({ outcome: "ignored" });
  });

  it.each([
    ["another secret", { "x-guichet-signature": sign(letter("Faux"), now(), "un-autre-secret-qui-n-est-pas-le-bon") }],
    ["another message", { "x-guichet-signature": sign("autre") }],
    ["no signature", { "x-guichet-signature": "" }],
    ["the digest alone", { "x-guichet-signature": sign(letter("Faux")).slice(3) }],
    ["six minutes ago", { "x-guichet-timestamp": String(Number(now()) - 360) }],
    ["in six minutes", { "x-guichet-timestamp": String(Number(now()) + 360) }],
    [
      "another envelope",
      { "x-guichet-envelope-to": "presse@guichet.example", "x-guichet-signature": sign(letter("Faux")) },
    ],
    ["at no time", { "x-guichet-timestamp": "hier" }],
  ])("signed with %s: 401, and nothing is kept", async (_how, headers) => {
    await office.allDone();
    const before = { files: storedFiles().length, mails: (await office.incoming()).length };
    expect((await bring(letter("Faux"), headers)).status).toBe(401);
    const large = Buffer.concat([Buffer.from(letter("Faux")), Buffer.alloc(2_000_000, "x\r\n")]);
    const stillWrong = "x-guichet-timestamp" in headers ? headers : { "x-guichet-signature": sign("autre") };
    expect((await bring(large, stillWrong)).status).toBe(401);
    expect({ files: storedFiles().length, mails: (await office.incoming()).length }).toEqual(before);
  });

  it("refuses what is too large, odd addresses, and other methods", async () => {
    expect((await bring(Buffer.alloc(51 * 1024 * 1024, "x\r\n"))).status).toBe(413);
    const odd = await bring(letter("Adresse"), { "x-guichet-envelope-to": "pas une adresse" });
    expect(odd.status).toBe(400);
    expect(await odd.json()).toMatchObject({ errors: [{ field: "envelope-to", code: "mail-address" }] });
    const { GET } = (await import("@/app/api/mail/receive/route")) as unknown as { GET: typeof POST };
    expect((await GET(new Request("http://localhost:3000/api/mail/receive"))).status).toBe(405);
  });

  it("a body that breaks off leaves nothing", async () => {
    const before = { files: storedFiles().length, mails: (await office.incoming()).length };
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(letter("Coupé")));
        controller.error(new Error("cut"));
      },
    });
    const request = new Request("http://localhost:3000/api/mail/receive", {
      ...{ method: "POST", body, duplex: "half" },
      headers: { "x-guichet-timestamp": now(), "x-guichet-signature": sign(letter("Coupé")) },
    } as RequestInit);
    expect((await POST(request)).status).toBe(503);
    expect({ files: storedFiles().length, mails: (await office.incoming()).length }).toEqual(before);
  });

  it("the example of the documentation signs as we do", async () => {
    const { execFileSync } = await import("node:child_process");
    const timestamp = "1795456800";
    const envelope = { "x-guichet-envelope-from": "ines@culture.example", "x-guichet-envelope-to": "a@b.fr, c@d.fr" };
    const head = `printf '%s\\n%s\\n%s\\n' "${timestamp}" "ines@culture.example" "a@b.fr, c@d.fr"`;
    const command = `(${head}; cat) | openssl dgst -sha256 -hmac "${secret}" -r | cut -d' ' -f1`;
    const said = execFileSync("sh", ["-c", command], { input: letter("Exemple"), encoding: "utf8" }).trim();
    expect(`v2=${said}`).toBe(sign(letter("Exemple"), timestamp, secret, envelope));
  });

  it("without a secret there is no such door", async () => {
    delete process.env.MAIL_HTTP_SECRET;
    const { setDatabaseUrl } = await import("@/lib/settings/environment");
    // Settings are read once, and anew after this.
    setDatabaseUrl(office.world.ownerUrl);
    const answer = await bring(letter("Rien"));
    expect(answer.status).toBe(404);
  });
});

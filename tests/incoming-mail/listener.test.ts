import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPostOffice, type PostOffice } from "./post-office";
import { connectPeer } from "./smtp-peer";

let office: PostOffice;
beforeAll(async () => {
  office = await openPostOffice();
});
afterAll(() => office?.close());

const peer = () => connectPeer(office.port);

const begin = async (say: (line: string) => Promise<string>) => {
  await say("EHLO test");
  await say("MAIL FROM:<ines@culture.example>");
  await say("RCPT TO:<portail@guichet.example>");
  return say("DATA");
};

describe("the mail listener", () => {
  it("says how much it takes, and offers neither sign-in nor a TLS that it has not", async () => {
    const { say, socket } = await peer();
    const greeting = await say("EHLO test");
    expect(greeting).toContain(`SIZE ${50 * 1024 * 1024}`);
    expect(greeting).not.toMatch(/AUTH|STARTTLS/);
    expect(await say("AUTH LOGIN")).toMatch(/^5/);
    socket.destroy();
  });

  it("refuses addresses that are not ours", async () => {
    const { say, socket } = await peer();
    await say("EHLO test");
    await say("MAIL FROM:<ines@culture.example>");
    expect(await say("RCPT TO:<quelquun@ailleurs.example>")).toMatch(/^550/);
    expect(await say("RCPT TO:<portail@guichet.example>")).toMatch(/^250/);
    socket.destroy();
  });

  it("keeps nothing of a message that breaks off", async () => {
    const before = await office.incoming();
    const { say, socket } = await peer();
    expect(await begin(say)).toMatch(/^354/);
    socket.write("From: ines@culture.example\r\nSubject: Coup\u00e9\r\n\r\nBonjour");
    socket.destroy();
    await once(socket, "close");
    await office.send({ from: "ines@culture.example", to: "portail@guichet.example", subject: "Entier", text: "x" });
    expect((await office.incoming()).length).toBe(before.length + 1);
    expect((await office.tickets()).map(({ title }) => title)).not.toContain("Coup\u00e9");
  });

  it("refuses a message of more than 50 MB, announced or not, and goes on", async () => {
    const { say, answer, socket } = await peer();
    await say("EHLO test");
    expect(await say(`MAIL FROM:<ines@culture.example> SIZE=${60 * 1024 * 1024}`)).toMatch(/^552/);
    expect(await begin(say)).toMatch(/^354/);
    const line = Buffer.alloc(1024 * 1024, "x").fill("\r\n", 1024 * 1024 - 2);
    for (let sent = 0; sent < 52; sent++) if (!socket.write(line)) await once(socket, "drain");
    socket.write("\r\n.\r\n");
    expect(await answer()).toMatch(/^552/);
    expect(await say("NOOP")).toMatch(/^250/);
    socket.destroy();
  });

  it("takes a message of 40 MB", async () => {
    await office.send({
      ...{ from: "ines@culture.example", to: "portail@guichet.example", subject: "Lourd", text: "Voir la pièce" },
      attachments: [{ filename: "lourd.bin", content: Buffer.alloc(29 * 1024 * 1024, 7) }],
    });
    expect((await office.tickets()).at(-1)!.title).toBe("Lourd");
  });

  it("cannot be made to believe that a second message follows (bare line feeds around a dot)", async () => {
    const before = await office.incoming();
    for (const end of ["\n.\n", "\n.\r\n", "\r.\r", "\r\n.\n"]) {
      const { say, answer, socket } = await peer();
      await begin(say);
      socket.write(
        `From: ines@culture.example\r\nTo: portail@guichet.example\r\nSubject: Contrebande ${JSON.stringify(end)}\r\n\r\nUn${end}` +
          "MAIL FROM:<admin@guichet.example>\r\nRCPT TO:<portail@guichet.example>\r\nDATA\r\nFrom: nadia@titulaire.example\r\n\r\nDeux\r\n.\r\n",
      );
      expect(await answer()).toMatch(/^250/);
      socket.destroy();
    }
    await office.allDone();
    const came = (await office.incoming()).slice(before.length);
    expect(came).toHaveLength(4);
    expect(came.map(({ fromMail }) => fromMail)).toEqual(Array(4).fill("ines@culture.example"));
  });

  it("no job was in trouble", () => {
    expect(office.troubles).toEqual([]);
  });
});

import { once } from "node:events";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openPostOffice, type PostOffice } from "./post-office";
import { connectPeer, type SmtpPeer } from "./smtp-peer";

let office: PostOffice;
beforeAll(async () => {
  office = await openPostOffice();
});
afterAll(() => office?.close());

const peer = () => connectPeer(office.port);

async function begin({ say }: SmtpPeer) {
  await say("EHLO test");
  await say("MAIL FROM:<ines@culture.example>");
  await say("RCPT TO:<portail@guichet.example>");
  return say("DATA");
}

/** The listener still does what it is there for. */
async function takesMail(subject: string) {
  const before = (await office.incoming()).length;
  await office.send({ from: "ines@culture.example", to: "portail@guichet.example", subject, text: "x" });
  expect((await office.incoming()).length).toBe(before + 1);
}

it("100,000 recipients: the first hundred are taken, the others hear 452", async () => {
  const { socket, say } = await peer();
  await say("EHLO test");
  await say("MAIL FROM:<ines@culture.example>");
  let text = "";
  socket.removeAllListeners("data");
  socket.on("data", (chunk) => {
    text += chunk;
  });
  const most = 100_000;
  for (let n = 0; n < most; n += 1000) {
    const lines = Array.from({ length: 1000 }, (_, at) => `RCPT TO:<portail+${n + at}@guichet.example>\r\n`).join("");
    if (!socket.write(lines)) await once(socket, "drain");
  }
  await expect.poll(() => text.split("\r\n").length - 1, { timeout: 50_000, interval: 100 }).toBe(most);
  const lines = text.split("\r\n").filter(Boolean);
  expect(lines.filter((line) => line.startsWith("250"))).toHaveLength(100);
  expect(lines.filter((line) => line.startsWith("452"))).toHaveLength(most - 100);
  socket.destroy();
  await takesMail("Après cent mille");
});

it("command lines of 64 KB are refused, and so is one that never ends", async () => {
  for (const line of [`EHLO ${"x".repeat(64 * 1024)}\r\n`, `MAIL FROM:<${"x".repeat(1024 * 1024)}`]) {
    const { socket, answer } = await peer();
    socket.write(line);
    expect(await answer()).toMatch(/^421 .*too long/);
    await expect(answer()).rejects.toThrow("closed");
  }
  await takesMail("Après les lignes");
});

it("NUL bytes in commands, in headers and in the text lose nothing and break nothing", async () => {
  const before = (await office.incoming()).length;
  const commands = await peer();
  expect(await commands.say("EHLO te\0st")).toMatch(/^5/);
  await commands.say("EHLO test");
  expect(await commands.say("MAIL FROM:<ines\0@culture.example>")).toMatch(/^5/);
  await commands.say("MAIL FROM:<ines@culture.example>");
  expect(await commands.say("RCPT TO:<por\0tail@guichet.example>")).toMatch(/^5/);
  commands.socket.destroy();

  const message = await peer();
  expect(await begin(message)).toMatch(/^354/);
  message.socket.write(
    "From: ines@culture.example\r\nTo: portail@guichet.example\r\nSubject: N\0ul\r\nMessage-ID: <n\0ul@culture.example>\r\n" +
      "Received: \0\r\n\0: x\r\n\r\nBon\0jour\r\n.\r\n",
  );
  expect(await message.answer()).toMatch(/^250/);
  message.socket.destroy();
  await office.allDone();
  expect((await office.incoming()).length).toBe(before + 1);
});

it("no end of a message is heard but the one of the norm, however it is cut into packets", async () => {
  const before = await office.incoming();
  const endings = [
    "\n.\n",
    "\r.\r",
    "\n.\r\n",
    "\r\n.\n",
    "\r\n.\r",
    "\r.\r\n",
    "\n\n.\r\r\n",
    "\r\n.\0\r\n",
    "\r\n..\r\n",
  ];
  for (const end of endings)
    for (const packets of ["whole", "bytes"]) {
      const { say, answer, socket } = await peer();
      socket.setNoDelay(true);
      await begin({ say, answer, socket } as SmtpPeer);
      socket.write(
        `From: ines@culture.example\r\nTo: portail@guichet.example\r\nSubject: Fin ${JSON.stringify(end)} ${packets}\r\n\r\nUn`,
      );
      const slipped = `${end}MAIL FROM:<admin@guichet.example>\r\nRCPT TO:<portail@guichet.example>\r\nDATA\r\nFrom: nadia@titulaire.example\r\n\r\nDeux\r\n.\r\n`;
      if (packets === "whole") socket.write(slipped);
      else
        for (const byte of slipped) {
          socket.write(byte);
          await new Promise(setImmediate);
        }
      expect(await answer()).toMatch(/^250/);
      expect(await say("NOOP")).toMatch(/^250/);
      socket.destroy();
    }
  await office.allDone();
  const came = (await office.incoming()).slice(before.length);
  expect(came).toHaveLength(endings.length * 2);
  expect(new Set(came.map(({ fromMail }) => fromMail))).toEqual(new Set(["ines@culture.example"]));
});

it("a message whose first line is a dot is whole", async () => {
  const { say, answer, socket } = await peer();
  await begin({ say, answer, socket } as SmtpPeer);
  socket.write("..\r\n");
  await new Promise((done) => setTimeout(done, 50));
  socket.write("From: ines@culture.example\r\nTo: portail@guichet.example\r\nSubject: Point\r\n\r\nSuite\r\n.\r\n");
  expect(await answer()).toMatch(/^250/);
  expect(await say("NOOP")).toMatch(/^250/);
  socket.destroy();
  await office.allDone();
});

it("more than fifty connections of one peer hear 421, and the others go on", async () => {
  const peers = await Promise.all(Array.from({ length: 50 }, peer));
  const one = await peer().catch((error: Error) => error);
  const said = one instanceof Error ? one.message : await one.answer().catch((error: Error) => error.message);
  expect(said).toMatch(/closed|421/);
  expect(await peers[0]!.say("EHLO test")).toMatch(/^250/);
  for (const { socket } of peers) socket.destroy();
  await expect.poll(async () => (await peer()).say("EHLO test").catch(() => "")).toMatch(/^250/);
});

it("nothing of it was a trouble of ours", () => expect(office.troubles).toEqual([]));

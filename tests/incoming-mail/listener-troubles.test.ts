import { readdirSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { openPostOffice, type PostOffice } from "./post-office";
import { connectPeer } from "./smtp-peer";

// A disk that is full, for as long as a test says so.
const disk = vi.hoisted(() => ({ isFull: false }));
vi.mock("@/lib/files/storage", async (original) => {
  const real = await original<typeof import("@/lib/files/storage")>();
  const ensureRoom = () => {
    if (disk.isFull) throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
  };
  const take = async (...given: [string, string]) => {
    ensureRoom();
    return real.getStorage().take(...given);
  };
  const put = async (...given: [string, Buffer]) => {
    ensureRoom();
    return real.getStorage().put(...given);
  };
  return { ...real, getStorage: () => ({ ...real.getStorage(), take, put }) };
});

let office: PostOffice;
beforeAll(async () => {
  process.env.LMTP_LISTEN = "127.0.0.1:0";
  office = await openPostOffice();
});
afterAll(() => office?.close());

const letter = (subject: string, size = 10) =>
  `From: ines@culture.example\r\nTo: portail@guichet.example\r\nSubject: ${subject}\r\n\r\n${"x\r\n".repeat(size)}`;

/** Sends a message and gives every answer to it: one by SMTP, one for each recipient by LMTP. */
async function answersTo(raw: string, { lmtp = false } = {}): Promise<string[]> {
  const { say, answer, socket } = await connectPeer(lmtp ? office.lmtpPort : office.port);
  await say(lmtp ? "LHLO test" : "EHLO test");
  await say("MAIL FROM:<ines@culture.example>");
  const recipients = lmtp ? ["portail", "presse"] : ["portail"];
  const taken = await Promise.all([say(`RCPT TO:<${recipients[0]}@guichet.example>`)]);
  for (const name of recipients.slice(1)) taken.push(await say(`RCPT TO:<${name}@guichet.example>`));
  if (!taken.every((said) => said.startsWith("250"))) return taken;
  await say("DATA");
  socket.write(`${raw}.\r\n`);
  const answers = [];
  for (const _ of recipients) answers.push(await answer());
  socket.destroy();
  return answers;
}

const codes = (answers: string[]) => answers.map((said) => said.slice(0, 3));

/** Every file that the store holds, drafts included. */
function storedFiles(): string[] {
  const { dataFolder } = office.world;
  return ["files", "uploads"].flatMap((folder) =>
    readdirSync(join(dataFolder, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name),
  );
}

/** What is kept at this moment, once what was acknowledged before is done. */
async function ledger() {
  await office.allDone();
  return { files: storedFiles().length, mails: (await office.incoming()).length };
}

describe("a sender is told to come again, and nothing is kept that was not acknowledged", () => {
  it.each([
    ["small", 10],
    ["streamed to the disk", 400_000],
  ])("when the disk is full (a %s message)", async (kind, size) => {
    await answersTo(letter("Avant"));
    const before = await ledger();
    disk.isFull = true;
    expect(codes(await answersTo(letter(`Plein ${kind}`, size)))).toEqual(["451"]);
    expect(codes(await answersTo(letter(`Plein ${kind}`, size), { lmtp: true }))).toEqual(["451", "451"]);
    disk.isFull = false;
    expect(await ledger()).toEqual(before);
    expect(codes(await answersTo(letter(`Plein ${kind}`, size)))).toEqual(["250"]);
    await office.allDone();
    expect((await office.tickets()).filter(({ title }) => title === `Plein ${kind}`)).toHaveLength(1);
  });

  it("when the database is down", async () => {
    const superuser = postgres(inject("superuserUrl"), { max: 1, onnotice: () => {} });
    const name = new URL(office.world.ownerUrl).pathname.slice(1);
    const setOpen = async (open: boolean) => {
      await superuser.unsafe(`alter database ${name} allow_connections ${open}`);
      if (!open) await superuser`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`;
    };
    const before = await ledger();
    await setOpen(false);
    expect(codes(await answersTo(letter("Base arrêtée")))).toEqual(["451"]);
    expect(codes(await answersTo(letter("Base arrêtée", 400_000), { lmtp: true }))).toEqual(["451", "451"]);
    expect(storedFiles()).toHaveLength(before.files);
    await setOpen(true);
    await superuser.end();
    await expect
      .poll(async () => codes(await answersTo(letter("Base revenue"))), { timeout: 20_000, interval: 500 })
      .toEqual(["250"]);
    const after = await ledger();
    expect(after.mails).toBe(before.mails + 1);
    expect(after.files).toBe(before.files + 1);
  });
});

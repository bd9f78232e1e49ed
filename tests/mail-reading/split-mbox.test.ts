import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitMbox } from "@/lib/mail-reading/split-mbox";

async function split(text: string | Buffer, { chunk = 7, most = 1_000_000 } = {}) {
  const bytes = Buffer.from(text as string);
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
  }
  const found = [];
  for await (const message of splitMbox(pieces(), most)) found.push(message === null ? null : message.toString());
  return found;
}

describe("an mbox", () => {
  it("is split where a separator follows an empty line, and nowhere else", async () => {
    const text =
      "From a@b Mon Nov 23 2026\nSubject: Un\n\nDe\nFrom here on, text\n\nFrom c@d Tue Nov 24 2026\nSubject: Deux\n\nFin\n";
    expect(await split(text)).toEqual(["Subject: Un\n\nDe\nFrom here on, text\n", "Subject: Deux\n\nFin\n"]);
  });

  it("gives back what was quoted, one mark at a time", async () => {
    const text = "From a@b 2026\nSubject: Un\n\n>From moi\n>>From toi\n> From lui\n>Fromage\n";
    expect(await split(text)).toEqual(["Subject: Un\n\nFrom moi\n>From toi\n> From lui\n>Fromage\n"]);
  });

  it("may end its lines as mail does", async () => {
    const text = "From a@b 2026\r\nSubject: Un\r\n\r\nA\r\n\r\nFrom c@d 2026\r\nSubject: Deux\r\n\r\nB\r\n";
    expect(await split(text)).toEqual(["Subject: Un\r\n\r\nA\r\n", "Subject: Deux\r\n\r\nB\r\n"]);
  });

  it("holds a line that is longer than memory should be, and a message that is too large", async () => {
    const long = "x".repeat(300_000);
    expect(await split(`From a 2026\n${long}\nFin\n\nFrom b 2026\nDeux\n`, { chunk: 4096 })).toEqual([
      `${long}\nFin\n`,
      "Deux\n",
    ]);
    expect(await split(`From a 2026\n${long}\n\nFrom b 2026\nDeux\n`, { chunk: 4096, most: 1000 })).toEqual([
      null,
      "Deux\n",
    ]);
  });

  it("of one message, or empty, or that never was one", async () => {
    expect(await split("From a 2026\nSubject: Seul\n\nX")).toEqual(["Subject: Seul\n\nX"]);
    expect(await split("")).toEqual([]);
    expect(await split("Subject: Pas un mbox\n\nX\n")).toEqual([]);
  });

  it("gives back any messages, however the bytes come", async () => {
    const line = fc.oneof(
      fc.constantFrom("", "From x", ">From x", ">>From x", "From ", "a"),
      fc.string({ maxLength: 12 }),
    );
    const message = fc.array(
      line.map((text) => text.replace(/[\r\n]/g, "")),
      { minLength: 1, maxLength: 8 },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(message, { maxLength: 5 }),
        fc.integer({ min: 1, max: 40 }),
        async (messages, chunk) => {
          const texts = messages.map((lines) => `${["X: y", ...lines].join("\n")}\n`);
          const mbox = texts.map((text) => `From a@b 2026\n${text.replace(/^(>*From )/gm, ">$1")}\n`).join("");
          expect(await split(mbox, { chunk })).toEqual(texts);
        },
      ),
      { numRuns: 300 },
    );
  });
});

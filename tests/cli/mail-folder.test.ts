import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "../instance";
import { openWorld, type World } from "../world";

let world: World;
let folder: string;
beforeAll(async () => {
  world = await openWorld();
  folder = mkdtempSync(join(tmpdir(), "guichet-mails-"));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await world?.close();
});

interface Line {
  file: string;
  message?: number;
  outcome: string | null;
  ticket: string | null;
  reason: string | null;
}

async function receive(...words: string[]) {
  const { DATABASE_URL, GUICHET_SECRET, GUICHET_DATA } = process.env as Record<string, string>;
  const environment = { DATABASE_URL: DATABASE_URL!, GUICHET_SECRET: GUICHET_SECRET!, GUICHET_DATA: GUICHET_DATA! };
  const { ended, printed, output } = runCommand("mail-receive", environment, "", words);
  const code = await ended;
  const lines = printed()
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);
  return { code, lines, output: output() };
}

const letter = (subject: string, id: string, more = "") =>
  `From: ines@culture.example\nTo: portail@guichet.example\nSubject: ${subject}\nMessage-ID: <${id}@dossier.example>\n${more}\nBonjour\n`;

describe("a folder of mail", () => {
  it("is taken in whole, in order, one line a message; a bad file stops nobody", async () => {
    const put = (name: string, text: string | Buffer) => writeFileSync(join(folder, name), text);
    put("01-premier.eml", letter("Premier", "un"));
    put("02-reponse.eml", letter("Re: Premier", "deux", "In-Reply-To: <un@dossier.example>\n"));
    put("03-copie.eml", letter("Premier", "un").replace("\nTo:", "\nReceived: by ailleurs\nTo:"));
    put("04-vide.eml", "");
    put("05-trop-grand.eml", Buffer.alloc(51 * 1024 * 1024, "x\n"));
    symlinkSync(join(folder, "nulle-part"), join(folder, "06-lien-mort.eml"));
    mkdirSync(join(folder, "07-sous"));
    put(
      "07-sous/boite.mbox",
      ["De la boîte 1", "De la boîte 2"]
        .map(
          (subject, at) =>
            `From ines@culture.example Mon Nov 23 10:00:00 2026\n${letter(subject, `mbox-${at}`)}>From la suite\n\n`,
        )
        .join(""),
    );
    const { code, lines, output } = await receive("--dir", folder);
    expect(code, output).toBe(0);
    const opened = { outcome: "opened", ticket: expect.stringMatching(/^PORTAIL-\d+$/), reason: null };
    expect(lines).toEqual([
      { file: "01-premier.eml", ...opened },
      { file: "02-reponse.eml", outcome: "replied", ticket: lines[0]!.ticket, reason: null },
      { file: "03-copie.eml", outcome: "duplicate", ticket: lines[0]!.ticket, reason: "same-id-same-sender" },
      { file: "04-vide.eml", outcome: "quarantined", ticket: null, reason: "empty" },
      { file: "05-trop-grand.eml", outcome: null, ticket: null, reason: "too-large" },
      { file: "06-lien-mort.eml", outcome: null, ticket: null, reason: "unreadable-file" },
      { file: "07-sous/boite.mbox", message: 1, ...opened },
      { file: "07-sous/boite.mbox", message: 2, ...opened },
    ]);
  });

  it("taken in again, opens nothing", async () => {
    const { lines } = await receive("--dir", folder);
    expect(lines.filter(({ outcome }) => outcome !== null).map(({ outcome }) => outcome)).toEqual(
      Array(6).fill("duplicate"),
    );
  });

  it("of two hundred messages, with copies and answers side by side, ends as if they had come one by one", async () => {
    const many = mkdtempSync(join(tmpdir(), "guichet-mails-"));
    const texts = Array.from({ length: 200 }, (_, n) => {
      const thread = Math.floor(n / 4);
      if (n % 4 === 0) return letter(`Fil ${thread}`, `fil-${thread}-0`);
      if (n % 4 === 3) return letter(`Fil ${thread}`, `fil-${thread}-0`, "X-Chemin: autre\n");
      return letter(`Re: Fil ${thread}`, `fil-${thread}-${n % 4}`, `References: <fil-${thread}-0@dossier.example>\n`);
    });
    for (const [n, text] of texts.entries()) writeFileSync(join(many, `${String(n).padStart(3, "0")}.eml`), text);
    const { lines, code } = await receive("--dir", many);
    rmSync(many, { recursive: true });
    expect(code).toBe(0);
    expect(lines.map(({ outcome }) => outcome)).toEqual(
      texts.map((_, n) => ["opened", "replied", "replied", "duplicate"][n % 4]),
    );
    expect(lines.every(({ ticket }, n) => ticket === lines[n - (n % 4)]!.ticket)).toBe(true);
    expect(new Set(lines.map(({ ticket }) => ticket)).size).toBe(50);
  });

  it("that is none is told in words, as is a wrong use", async () => {
    const absent = await receive("--dir", join(folder, "absent"));
    expect([absent.code, absent.lines]).toEqual([1, []]);
    expect(absent.output).toContain("n'est pas un dossier");
    expect((await receive("--folder", folder)).output).toContain("--dir <dossier>");
    const empty = mkdtempSync(join(tmpdir(), "guichet-mails-"));
    expect(await receive("--dir", empty)).toMatchObject({ code: 0, lines: [] });
    rmSync(empty, { recursive: true });
  });
});

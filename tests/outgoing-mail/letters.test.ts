import { readdirSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { wrap } from "@/emails/letter-text";
import { renderLetter } from "@/emails/render-letter";
import { listSamples, type Sample } from "@/emails/samples";

const ground = ["approval-letter", "letter", "letter-page", "letter-text", "render-letter", "samples", "ticket-letter"];
const samples = listSamples();
let drawn: (Sample & { text: string; html: string })[];
beforeAll(async () => {
  drawn = await Promise.all(samples.map(async (sample) => ({ ...sample, ...(await renderLetter(sample.letter)) })));
});

test("every template has its samples", () => {
  const templates = readdirSync("emails").map((file) => file.replace(/\.tsx?$/, ""));
  expect([...new Set(samples.map(({ template }) => template))].sort()).toEqual(
    templates.filter((name) => !ground.includes(name)).sort(),
  );
});

describe("every letter", () => {
  test("can be read in plain text: no line passes 78 columns, but for words that have no space", () => {
    for (const { id, text } of drawn)
      for (const line of text.split("\n"))
        expect(line.length <= 78 || !line.trim().includes(" ") || line.startsWith("[ "), `${id}: ${line}`).toBe(true);
  });

  test("loads nothing from anywhere: no image, no remote style, no script, no pixel", () => {
    for (const { id, html } of drawn)
      expect(html, id).not.toMatch(/<(?:img|script|link|iframe|object|svg|video|audio|form)\b|url\(|@import|srcset/i);
  });

  test("holds what people write as text", () => {
    for (const { id, html, letter } of drawn.filter(({ id }) => id.endsWith("/hostile")))
      for (const tag of ["<b>", "</body></html>\u202e", "<pirate@"])
        if (JSON.stringify(letter).includes(tag)) expect(html, id).not.toContain(tag);
  });

  test("about a ticket says why it was received, and where to receive less", () => {
    for (const { id, text, html, letter } of drawn.filter(({ letter }) => letter.stop)) {
      expect(text.replace(/\s+/g, " "), id).toContain(letter.why.replace(/\s+/g, " "));
      expect(text, id).toContain("/account#notices");
      expect(html, id).toContain("/account#notices");
    }
    const withoutStop = samples.filter(({ letter }) => !letter.stop).map(({ template }) => template);
    expect(new Set(withoutStop)).toEqual(
      new Set([
        "account-letters",
        "approval-asked",
        "export-settled",
        "package-deposited",
        "file-infected",
        "item-expiring",
        "loop-alert",
        "quarantine-answer",
        "rejection-answer",
      ]),
    );
  });
});

describe("folding", () => {
  test("keeps marks of quotation, indents and every word", () => {
    const long = `> > ${"mot ".repeat(60).trim()}`;
    const lines = wrap(long).split("\n");
    expect(lines.every((line) => line.startsWith("> > ") && line.length <= 76)).toBe(true);
    expect(wrap(long).replace(/\s*\n> > /g, " ")).toBe(long);
    const address = `https://guichet.example/${"x".repeat(200)}`;
    expect(wrap(`voir ${address} ici`)).toBe(`voir\n${address}\nici`);
    expect(wrap("court")).toBe("court");
  });
});

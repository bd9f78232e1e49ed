import { normaliseMailAddress } from "./mail-address";

/** One line of what somebody pasted, and what it says. */
export type InvitedLine = { line: number; text: string } & (
  | { mail: string; name: string }
  | { fault: "no-address" | "bad-address" | "twice" }
);

/** More at once is a mistake in the clipboard. */
export const mostInvitedLines = 500;

/**
 * Reads a list as people have it: `Nom <mail>`, `Nom;mail`, `mail,Nom`, a row of a spreadsheet (tabs), or an address alone.
 * Empty lines and a row of titles are passed over; nothing else is.
 */
export function readInvitedLines(text: string): InvitedLine[] {
  const seen = new Set<string>();
  return text
    .split(/\r\n|[\r\n]/)
    .map((line, index) => ({ line: index + 1, text: line.trim() }))
    .filter(({ text }, index) => text !== "" && !(index === 0 && isRowOfTitles(text)))
    .map(({ line, text }) => {
      const read = readLine(text);
      if ("fault" in read) return { line, text, ...read };
      if (seen.has(read.mail)) return { line, text, fault: "twice" as const };
      seen.add(read.mail);
      return { line, text, ...read };
    });
}

function readLine(text: string): { mail: string; name: string } | { fault: "no-address" | "bad-address" } {
  const pieces = piecesOf(text);
  const written = pieces.find((piece) => piece.includes("@"));
  if (!written) return { fault: "no-address" };
  const mail = normaliseMailAddress(written);
  if (!mail) return { fault: "bad-address" };
  const name = pieces.filter((piece) => piece !== written && !piece.includes("@")).join(" ");
  return { mail, name: name || nameFromAddress(mail) };
}

/** `Inès Moreau <ines@…>` in two, or the cells of a row. */
function piecesOf(text: string): string[] {
  const angled = /^(.*)<([^<>]+)>[;,\s]*$/.exec(text);
  const cells = angled ? [angled[1]!, angled[2]!] : text.split(/[;,\t]/);
  return cells
    .map((cell) =>
      cell
        .trim()
        .replace(/^["']|["']$/g, "")
        .trim(),
    )
    .filter(Boolean);
}

/** `jean-paul.martin@…` is Jean-Paul Martin until he says otherwise. */
function nameFromAddress(mail: string): string {
  const words = mail.slice(0, mail.lastIndexOf("@")).split(/[._+]+/);
  return words.map((word) => word.replace(/(^|-)\p{L}/gu, (letter) => letter.toUpperCase())).join(" ");
}

function isRowOfTitles(text: string): boolean {
  return !text.includes("@") && /\b(mail|e-mail|courriel|adresse|email|nom|name)\b/i.test(text);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what XML 1.0 forbids, and what is looked for.
const forbidden = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;

/** A text as XML can hold it: what it forbids becomes U+FFFD, and lines end with a line feed. */
export function soundText(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed();
  return whole.replace(/\r\n?/g, "\n").replace(forbidden, "\ufffd");
}

const markup = /[&<>"]/g;
const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** For the text or an attribute of XML. */
export function escapeXml(text: string): string {
  return text.replace(markup, (character) => entities[character]!);
}

/** UTF-16 units that a cell of XLSX holds (Excel specifications and limits). */
export const mostInCell = 32_767;

/** A text that a cell can hold: cut with a word that says so, and never in the middle of a character. */
export function cutText(text: string, language: "fr" | "en"): string {
  if (text.length <= mostInCell) return text;
  const word = {
    fr: `… [coupé : ${text.length} caractères, une cellule en contient ${mostInCell}]`,
    en: `… [cut: ${text.length} characters, a cell holds ${mostInCell}]`,
  }[language];
  const kept = text.slice(0, mostInCell - word.length);
  return (kept.isWellFormed() ? kept : kept.slice(0, -1)) + word;
}

/** Excel and LibreOffice read `_x000D_` in a cell as a character (ECMA-376, 22.9.2.19); the underscore of a typed one is written so itself. */
export function escapeUnderscores(text: string): string {
  return text.includes("_x") ? text.replace(/_(?=x[0-9a-f]{4}_)/gi, "_x005F_") : text;
}

/** What Excel, LibreOffice and others would run or compute in a text file; the full-width signs as well. */
const formulaStart = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/** A text that no spreadsheet takes for a formula as it opens a CSV: an apostrophe goes before (OWASP, CSV injection). */
export function neutraliseFormula(text: string): string {
  return formulaStart.test(text) ? `'${text}` : text;
}

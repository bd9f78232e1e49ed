/** What a file without a usable name is called. */
const nameless = "fichier";

/** The longest name that common file systems keep, in bytes of UTF-8. */
const longest = 255;

// Bidirectional marks and invisible characters: they make `exe.gpj` read `jpg.exe`.
const misleading = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2028\u2029\u2060\u2066-\u2069\ufeff]/gu;

/** A name that is only a name: no path, no control character, nothing that reorders what is read, 255 bytes at most. */
export function cleanFileName(given: string): string {
  const last = given.toWellFormed().normalize("NFC").split(/[/\\]/).filter(Boolean).at(-1) ?? "";
  const visible = replaceControls(last).replace(misleading, "\ufffd").replace(/\s+/g, " ").trim();
  return /^\.*$/.test(visible) ? nameless : shorten(visible);
}

function replaceControls(text: string): string {
  return [...text].map((character) => (isControl(character.codePointAt(0)!) ? " " : character)).join("");
}

function isControl(code: number): boolean {
  return code < 32 || (code >= 127 && code < 160);
}

/** Cuts the stem, never the extension by which the reader knows what the file is. */
function shorten(name: string): string {
  if (Buffer.byteLength(name) <= longest) return name;
  const extension = /\.[^.]{1,20}$/u.exec(name)?.[0] ?? "";
  let stem = [...name.slice(0, name.length - extension.length)];
  const room = longest - Buffer.byteLength(extension);
  while (Buffer.byteLength(stem.join("")) > room)
    stem = stem.slice(0, -Math.ceil((Buffer.byteLength(stem.join("")) - room) / 4));
  return stem.join("") + extension;
}

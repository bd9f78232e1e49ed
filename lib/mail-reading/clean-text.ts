const windows1252 = new TextDecoder("windows-1252");

/**
 * Text that PostgreSQL can keep and a page can show: line ends are `\n`, no NUL, no control character but tab and line
 * feed, no half of a surrogate pair. Direction marks stay: they are letters of somebody's language.
 */
export function cleanText(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(/\r\n?|[\u2028\u2029\f\v]/g, "\n")
      // A mail in Windows-1252 that says it is Latin-1 has its apostrophes and euros among the C1 controls.
      .replace(/[\u0080-\u009f]/g, (control) => windows1252.decode(Uint8Array.of(control.charCodeAt(0))))
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
      .replace(/[\u0000-\u0008\u000e-\u001f\u007f-\u009f\ufeff\ufffe\uffff]/g, "")
  );
}

/** One line for a subject or a person's name: also without direction marks, which would disguise what follows them. */
export function cleanLine(text: string, maxLength: number): string {
  const line = cleanText(text.slice(0, maxLength * 4))
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")
    .replace(/\s+/g, " ")
    .trim();
  return cutText(line, maxLength);
}

/** The first `maxLength` UTF-16 units, never half of a character. */
export function cutText(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const lastUnit = text.charCodeAt(maxLength - 1);
  const splitsPair = lastUnit >= 0xd800 && lastUnit <= 0xdbff;
  return text.slice(0, splitsPair ? maxLength - 1 : maxLength);
}

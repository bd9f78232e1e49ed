/** Characters of a title that was made from a text: enough to know it by, on one line. */
const longest = 100;

/** A title for what somebody wrote without one: its first line, cut at a word. Empty when there is no word. */
export function titleFromText(text: string): string {
  const line = text.split(/\r?\n/).map(tidy).find(Boolean) ?? "";
  if ([...line].length <= longest) return line;
  const start = [...line].slice(0, longest).join("");
  const cut = start.lastIndexOf(" ");
  return `${start.slice(0, cut > longest / 2 ? cut : start.length).replace(/[\s,;:.]+$/u, "")}…`;
}

function tidy(line: string): string {
  return line.replace(/\s+/gu, " ").trim();
}

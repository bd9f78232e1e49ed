type Line = { start: number; text: string };

const longestAttribution = 400;
const longestSignature = 12;
const attributionStart = /^\s*(le|on|am|el|il|op)\b/i;
const attributionEnd = /(a écrit|wrote|schrieb|escribió|ha scritto|schreef)\s*:\s*$/i;
const originalMessage =
  /^[\s>]*-{2,}\s*(message d['’]origine|message original|mail original|original message|ursprüngliche nachricht)\s*-{2,}\s*$/i;
const authorLine = /^[\s*]*(de|from|von)\s*:[\s*]*\S/i;
const dateLine = /^[\s*]*(envoyé|date|sent|gesendet)( le)?\s*:[\s*]*\S/i;
const recipientLine = /^[\s*]*(à|a|to|an|objet|subject|betreff)\s*:/i;
const signatureStart =
  /^(--\s?|(envoyé|envoyée) (de|depuis) (mon|ma|l)\b.*|sent from (my|outlook)\b.*|(obtenir|télécharger|get) outlook (pour|for)\b.*)$/i;
const ruler = /^[\s_=-]{5,}$/;

/**
 * Where, in the text of a message, the quoted history and the signature before it begin; null when nothing of the sort
 * ends the message. What stands between or under quotations is an answer and is never put behind the fold.
 */
export function findQuotedHistory(text: string): number | null {
  const lines = splitLines(text);
  const quotation = findTrailingQuotation(lines);
  const history = findHistory(lines, quotation) ?? quotation;
  const end = findSignature(lines, history ?? lines.length) ?? history;
  const line = end === null ? undefined : lines[end];
  return line === undefined || text.slice(0, line.start).trim() === "" ? null : line.start;
}

function splitLines(text: string): Line[] {
  let start = 0;
  return text.split("\n").map((line) => {
    const at = start;
    start += line.length + 1;
    // No marker is longer; a cut line keeps every pattern above cheap.
    return { start: at, text: line.slice(0, longestAttribution) };
  });
}

/** The first line that opens a whole history: everything after it is the former message. */
function findHistory(lines: Line[], quotation: number | null): number | null {
  for (let at = 0; at < lines.length; at += 1) {
    if (originalMessage.test(textAt(lines, at)) || isHeaderBlock(lines, at)) return withRulerAbove(lines, at);
    const attributionLines = countAttributionLines(lines, at);
    if (attributionLines > 0 && isHistoryAfter(lines, at, at + attributionLines, quotation)) return at;
  }
  return null;
}

/** Outlook's way: the former message's headers, then its text without any mark. */
function isHeaderBlock(lines: Line[], at: number): boolean {
  if (!authorLine.test(textAt(lines, at))) return false;
  const next = lines.slice(at + 1, at + 6).map(({ text }) => text);
  return next.some((line) => dateLine.test(line)) && next.some((line) => recipientLine.test(line));
}

function withRulerAbove(lines: Line[], at: number): number {
  let above = at - 1;
  while (above > 0 && textAt(lines, above).trim() === "") above -= 1;
  return above >= 0 && ruler.test(textAt(lines, above)) ? above : at;
}

/** "Le … a écrit :" or "On … wrote:", which clients fold over two or three lines; 0 when there is none at `at`. */
function countAttributionLines(lines: Line[], at: number): number {
  if (!attributionStart.test(textAt(lines, at))) return 0;
  let joined = "";
  for (let count = 1; count <= 3; count += 1) {
    joined = `${joined} ${textAt(lines, at + count - 1)}`;
    if (joined.length > longestAttribution) return 0;
    if (attributionEnd.test(joined)) return count;
  }
  return 0;
}

/** Either all of it is marked, up to a signature, or nothing is: then only a dated attribution is believed. */
function isHistoryAfter(lines: Line[], attribution: number, from: number, quotation: number | null): boolean {
  let first = from;
  while (first < lines.length && textAt(lines, first).trim() === "") first += 1;
  if (isQuoted(textAt(lines, first))) return quotation !== null && quotation <= from;
  return /\d/.test(
    lines
      .slice(attribution, from)
      .map(({ text }) => text)
      .join(" "),
  );
}

/** The first line of the quotation that ends the message, its attribution included. */
function findTrailingQuotation(lines: Line[]): number | null {
  const end = findSignature(lines, lines.length) ?? lines.length;
  let first = end;
  for (let at = end - 1; at >= 0 && (isQuoted(textAt(lines, at)) || textAt(lines, at).trim() === ""); at -= 1) {
    if (isQuoted(textAt(lines, at))) first = at;
  }
  if (first === end) return null;
  return attributionAbove(lines, first) ?? first;
}

function attributionAbove(lines: Line[], first: number): number | null {
  let last = first - 1;
  while (last >= 0 && textAt(lines, last).trim() === "") last -= 1;
  for (let count = 1; count <= 3; count += 1) {
    const at = last - count + 1;
    if (at >= 0 && countAttributionLines(lines, at) === count) return at;
  }
  return null;
}

/** A signature in the way of RFC 3676 ("-- "), short, that reaches down to `end`. */
function findSignature(lines: Line[], end: number): number | null {
  for (let at = end - 1; at >= Math.max(0, end - longestSignature - 1); at -= 1) {
    if (isQuoted(textAt(lines, at))) return null;
    if (signatureStart.test(textAt(lines, at))) return at;
  }
  return null;
}

function isQuoted(line: string): boolean {
  return /^\s{0,3}>/.test(line);
}

function textAt(lines: Line[], at: number): string {
  return lines[at]?.text ?? "";
}

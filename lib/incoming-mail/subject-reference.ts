const reference = "[A-Z][A-Z0-9_]{1,19}-[1-9][0-9]{0,8}";
const bracketed = new RegExp(`\\[\\s{0,3}#?(${reference})\\s{0,3}\\]`, "g");
const leading = new RegExp(
  `^(?:(?:re|rép|rep|tr|fw|fwd|aw|wg|sv)\\s{0,3}(?:\\[\\d{1,3}\\])?\\s{0,3}:\\s{0,3}){0,10}(${reference})(?![\\w-])`,
  "i",
);
const isReference = new RegExp(`^${reference}$`);

/**
 * The ticket references by which a subject says where it belongs, in the order written: `[PORTAIL-12]` anywhere, or
 * `PORTAIL-12` as its first word. One met elsewhere in a sentence (CVE-2026, ISO-8859) is only talked about.
 */
export function findSubjectReferences(subject: string): string[] {
  const found = [...subject.slice(0, 1_000).matchAll(bracketed)].map((match) => match[1] ?? "");
  const first = leading.exec(subject.slice(0, 1_000))?.[1] ?? "";
  if (isReference.test(first)) found.push(first);
  return [...new Set(found)];
}

/**
 * Whether a subject is that of a notice of an internal note (emails/note-added.ts): an answer that kept nothing else of it must not
 * become a message.
 */
export function bearsNoteMark(subject: string): boolean {
  return /\[(note interne|internal note)\]/i.test(subject.slice(0, 1_000));
}

/** All that looks like a reference, wherever it stands: for a suggestion to somebody who decides, never for an act. */
export function findMentionedReferences(subject: string): string[] {
  return [...new Set(subject.slice(0, 1_000).match(new RegExp(`(?<![\\w-])${reference}(?![\\w-])`, "g")) ?? [])];
}

/** A subject without the references in brackets that notices put there. */
export function withoutReferences(subject: string): string {
  return subject.slice(0, 1_000).replace(bracketed, " ").replace(/\s+/g, " ").trim();
}

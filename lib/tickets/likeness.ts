/** Words that say what a title is about: without accents, plurals or short ones. */
export function wordsOf(title: string): string[] {
  const plain = title.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const words = plain.match(/[\p{L}\p{N}]{4,}/gu) ?? [];
  return [...new Set(words.map((word) => word.replace(/(?<=.{4})[sx]$/u, "")))];
}

/** How much two titles say the same, from 0 to 1: the part of their words that is in both. */
export function likeness(one: string, other: string): number {
  const [ours, theirs] = [wordsOf(one), wordsOf(other)];
  if (ours.length === 0 || theirs.length === 0) return 0;
  const shared = ours.filter((word) => theirs.includes(word)).length;
  return (2 * shared) / (ours.length + theirs.length);
}

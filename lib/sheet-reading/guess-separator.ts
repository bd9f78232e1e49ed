const separators = [";", ",", "\t", "|"] as const;

/** What separates the cells of the first line that says something. `skipped`: a first line `sep=;`, as Excel writes and obeys it. */
export function guessSeparator(head: string): { separator: string; skipped: number } {
  const told = /^\uFEFF?sep=([;,\t|])\r?\n/.exec(head);
  if (told) return { separator: told[1]!, skipped: 1 };
  const counts = new Map<string, number>(separators.map((one) => [one, 0]));
  let quoted = false;
  for (const sign of head.replace(/^[\uFEFF\s]+/, "")) {
    if (sign === '"') quoted = !quoted;
    else if (!quoted && sign === "\n") break;
    else if (!quoted && counts.has(sign)) counts.set(sign, counts.get(sign)! + 1);
  }
  const [separator, count] = [...counts].reduce((best, one) => (one[1] > best[1] ? one : best));
  return { separator: count > 0 ? separator : ";", skipped: 0 };
}

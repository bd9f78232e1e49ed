const longestTitle = 200;

/** The titles of a sheet's columns, each different from the others: `Nom`, `Nom (2)`; one without a title is called by its place. */
export function nameTitles(cells: string[]): string[] {
  const taken = new Set<string>();
  return cells.map((cell, place) => {
    const said =
      cell
        .replace(/[\p{Cc}\s]+/gu, " ")
        .trim()
        .slice(0, longestTitle) || `# ${place + 1}`;
    let title = said;
    for (let turn = 2; taken.has(title); turn++) title = `${said} (${turn})`;
    taken.add(title);
    return title;
  });
}

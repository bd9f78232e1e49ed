import type { Block, Letter } from "./letter";

/** Columns that every mail program shows on one line, with room for a mark of quotation or two (RFC 5322 wants 78 at most). */
const columns = 76;

/** The plain text of a letter: the same words as its page, in the same order. */
export function letterText(letter: Letter): string {
  const { title, blocks, why, stop } = letter;
  const end = `-- \n${wrap(why)}${stop ? `\n\n${wrap(stop.text)}\n${stop.url}` : ""}`;
  return [wrap(title), ...blocks.map(blockText), end].join("\n\n").concat("\n");
}

function blockText(block: Block): string {
  switch (block.kind) {
    case "paragraph":
    case "signature":
      return wrap(block.text);
    case "said":
      return [wrap(`${block.heading} :`), wrap(block.text), block.files.map((name) => `[ ${name} ]`).join("\n")]
        .filter((part) => part !== "")
        .join("\n\n");
    case "facts":
      return block.rows.map(({ label, value }) => wrap(`${label} : ${value}`)).join("\n");
    case "action":
      return `${wrap(`${block.label} :`)}\n${block.url}`;
    case "heading":
      return `${"=".repeat(columns)}\n${wrap(block.text)}\n${block.url}`;
  }
}

/** Long lines are folded between words, under the same marks of quotation; a word that has no room on a line keeps its own. */
export function wrap(text: string): string {
  return text.split("\n").flatMap(wrapLine).join("\n");
}

function wrapLine(line: string): string[] {
  if (line.length <= columns) return [line];
  const [marks = ""] = /^[> ]*/.exec(line) ?? [];
  const start = marks.length < columns / 2 ? marks : "";
  const lines: string[] = [];
  let current = start;
  for (const word of line.slice(start.length).split(" ")) {
    const together = current === start ? current + word : `${current} ${word}`;
    if (together.length <= columns || current === start) current = together;
    else {
      lines.push(current.trimEnd());
      current = start + word;
    }
  }
  return [...lines, current];
}

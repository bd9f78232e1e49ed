import type { Block, Letter } from "./letter";

/** The plain text of a letter: the same words as its page, in the same order. */
export function letterText(letter: Letter): string {
  return [letter.title, ...letter.blocks.map(blockText), `-- \n${letter.why}`].join("\n\n").concat("\n");
}

function blockText(block: Block): string {
  switch (block.kind) {
    case "paragraph":
      return block.text;
    case "said":
      return [`${block.heading} :`, block.text, ...block.files.map((name) => `[ ${name} ]`)].join("\n\n");
    case "facts":
      return block.rows.map(({ label, value }) => `${label} : ${value}`).join("\n");
    case "action":
      return `${block.label} :\n${block.url}`;
  }
}

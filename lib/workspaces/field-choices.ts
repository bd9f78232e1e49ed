import { codeOf } from "./category";
import type { FieldChoice } from "./field";

/** What can be chosen, as one line for each: `Dégradé | Degraded`, and the code behind when it is not made of the French label. */
export function writeChoices(choices: FieldChoice[]): string {
  return choices
    .map(({ code, labelFr, labelEn }) =>
      [labelFr, labelEn, ...(code === codeOf(labelFr) ? [] : [code])].filter(Boolean).join(" | "),
    )
    .join("\n");
}

/** The same lines, read: the English label is the French one where there is none, and the code is made of the French label. */
export function readChoices(text: string): FieldChoice[] {
  const lines = text.split("\n").map((line) => line.trim());
  return lines.filter(Boolean).map((line) => {
    const [labelFr = "", labelEn = labelFr, code = codeOf(labelFr)] = line.split("|").map((part) => part.trim());
    return { code, labelFr, labelEn: labelEn || labelFr };
  });
}

import { Invalid } from "@/lib/access/refusals";
import type { FieldChoice, FieldType } from "./field";

/** A choice offers at least two things, each once; the other types offer none. Throws Invalid. */
export function ensureChoices(type: FieldType, choices: FieldChoice[]) {
  if (type !== "choice" && choices.length > 0) throw new Invalid("no-choices-here", "choices");
  if (type === "choice" && choices.length < 2) throw new Invalid("two-choices", "choices");
  if (new Set(choices.map(({ code }) => code)).size < choices.length) throw new Invalid("same-choice", "choices");
}

import { cleanLine } from "@/lib/mail-reading/clean-text";

const prefix = /^\s*(?:re|rép|rep|tr|fw|fwd|aw|wg|sv)\s{0,3}(?:\[\d{1,3}\])?\s{0,3}:\s*/i;
const longest = 200;

/** A ticket's title from a mail's subject, without the marks of answers and forwards. */
export function titleOf(subject: string): string {
  let title = subject;
  for (let round = 0; round < 10 && prefix.test(title); round++) title = title.replace(prefix, "");
  return cleanLine(title, longest) || "(sans objet)";
}

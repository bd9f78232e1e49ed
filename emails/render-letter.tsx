import { render } from "react-email";
import type { Letter } from "./letter";
import { LetterPage } from "./letter-page";
import { letterText } from "./letter-text";

/** Draws a letter as the two bodies of a mail. */
export async function renderLetter(letter: Letter): Promise<{ subject: string; text: string; html: string }> {
  return { subject: letter.subject, text: letterText(letter), html: await render(<LetterPage letter={letter} />) };
}

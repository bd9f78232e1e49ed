import type { Readable } from "node:stream";
import type { CollectedFile } from "./collect-file";

/**
 * One node of the tree that mailparser 3.14 leaves in `parser.tree`: not documented, therefore described here alone and
 * watched by the tests. Its public result joins all text parts into one and forgets which were alternatives.
 */
export type MailPart = {
  contentType?: string | false;
  /** Decoded, with `\n` line ends; only for `text/plain` and `text/html` that are not attachments. */
  textContent?: string;
  /** What `textContent` comes from, until it has ended. */
  contentStream?: Readable;
  children: MailPart[];
  node: { filename?: string | false };
};

/** One stretch of the message, in one wording or in two that say the same. */
export type Passage = { text: string; html: string | null };

type Found = { passages: Passage[]; named: CollectedFile[] };

/** The readable passages in their order, and the text parts that are files because they bear a name. */
export function listPassages(root: MailPart): Found {
  const found: Found = { passages: [], named: [] };
  visit(root, found, true);
  return found;
}

function visit(part: MailPart, found: Found, isRoot: boolean) {
  const { contentType, textContent } = part;
  if (textContent !== undefined && contentType === "text/plain") {
    if (part.node.filename && !isRoot) found.named.push(toFile(part.node.filename, contentType, textContent));
    else found.passages.push({ text: textContent, html: null });
  } else if (textContent !== undefined && contentType === "text/html") {
    if (part.node.filename && !isRoot) found.named.push(toFile(part.node.filename, contentType, textContent));
    else found.passages.push({ text: "", html: textContent });
  } else if (contentType === "multipart/alternative") {
    visitAlternatives(part, found);
  } else {
    for (const child of part.children) visit(child, found, false);
  }
}

/** Alternatives say one thing twice: all plain parts are its text, all HTML parts its HTML. */
function visitAlternatives(part: MailPart, found: Found) {
  const within: Found = { passages: [], named: found.named };
  for (const child of part.children) visit(child, within, false);
  if (within.passages.length === 0) return;
  const texts = within.passages.map(({ text }) => text).filter((text) => text.trim() !== "");
  const htmls = within.passages.map(({ html }) => html).filter((html) => html !== null);
  found.passages.push({ text: texts.join("\n"), html: htmls.length > 0 ? htmls.join("<br>") : null });
}

function toFile(filename: string, type: string, text: string): CollectedFile {
  const bytes = Buffer.from(text, "utf8");
  return { filename, type, contentId: null, size: bytes.length, content: { bytes } };
}

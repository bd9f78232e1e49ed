import { cleanText, cutText } from "./clean-text";
import type { CollectedFile } from "./collect-file";
import { extractText } from "./extract-text";
import { cleanFileName } from "./file-name";
import type { MailAttachment, MailBody, MailLimits } from "./mail";
import { listPassages, type MailPart, type Passage } from "./mail-part";
import { findQuotedHistory } from "./quoted-history";
import { sanitizeMailHtml } from "./sanitize-mail-html";
import { unpackWinmail } from "./unpack-winmail";

/** Far more HTML than a person writes; extraction is linear, so this only bounds how long one mail takes. */
const longestExtraction = 8_000_000;

/**
 * Text, HTML and files of a message from the pieces that mailparser found, nothing left out: what is too long to be
 * read here becomes a file. Null when a multipart message yields no part at all: its boundary is not the one announced.
 */
export function composeBody(
  root: MailPart,
  files: CollectedFile[],
  limits: MailLimits,
): Omit<MailBody, "report"> | null {
  if (isMultipart(root) && root.children.length === 0) return null;
  const { passages: own, named } = listPassages(root);
  const unpacked = unpackWinmail(files, limits.spill);
  const passages = own.some(saysSomething) ? own : [...own, ...unpacked.passages];
  const wholeText = composeText(passages, picturesOf(unpacked.files), limits);
  const text = cutText(wholeText, limits.maxTextLength);
  const rawHtml = composeHtml(passages);
  const html = rawHtml !== null && rawHtml.length <= limits.maxHtmlLength ? sanitizeMailHtml(rawHtml) : null;
  const all = [
    ...unpacked.files,
    ...(wholeText === "" ? unpacked.rtf : []),
    ...named,
    ...(text.length < wholeText.length ? [asFile("message.txt", "text/plain", wholeText)] : []),
    ...(rawHtml !== null && html === null ? [asFile("message.html", "text/html", rawHtml)] : []),
  ];
  return {
    text,
    html: html === null ? null : cleanText(html),
    quoteFrom: findQuotedHistory(text),
    attachments: all.map((file, index) => toAttachment(file, index + 1, html ?? "")),
  };
}

function isMultipart({ contentType }: MailPart): boolean {
  return /^multipart\//i.test(contentType || "");
}

function saysSomething({ text, html }: Passage): boolean {
  return text.trim() !== "" || html !== null;
}

/** The names by which the text can say where a picture stands. */
function picturesOf(files: CollectedFile[]): Map<string, string> {
  const pictures = files.filter(({ contentId, type }) => contentId && /^image\//i.test(type));
  return new Map(
    pictures.map((file) => [file.contentId!, cleanFileName(file.filename, file.type, files.indexOf(file) + 1)]),
  );
}

/** The plain wording of each passage when it has one, else the text of its HTML. */
function composeText(passages: Passage[], pictures: Map<string, string>, { maxTextLength }: MailLimits): string {
  const texts = passages.map(({ text, html }) => {
    if (text.trim() !== "" || html === null) return text;
    return extractText(html.slice(0, longestExtraction), maxTextLength, pictures);
  });
  const text = cleanText(texts.filter((each) => each.trim() !== "").join("\n\n"));
  return text.replace(/^(?:[ \t]*\n)+/, "").trimEnd();
}

function composeHtml(passages: Passage[]): string | null {
  if (passages.every(({ html }) => html === null)) return null;
  return passages.map(({ text, html }) => html ?? `<pre>${escapeHtml(text)}</pre>`).join("<hr>");
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

function asFile(filename: string, type: string, text: string): CollectedFile {
  const bytes = Buffer.from(text, "utf8");
  return { filename, type, contentId: null, size: bytes.length, content: { bytes } };
}

function toAttachment(file: CollectedFile, position: number, html: string): MailAttachment {
  const type = /^[a-z0-9][a-z0-9!#$&^_.+-]*\/[a-z0-9][a-z0-9!#$&^_.+-]*$/i.test(file.type) ? file.type : "";
  const contentId = file.contentId && /^[\x20-\x7e]{1,255}$/.test(file.contentId) ? file.contentId : null;
  return {
    name: cleanFileName(file.filename, type.toLowerCase(), position),
    type: type.length <= 127 && type !== "" ? type.toLowerCase() : "application/octet-stream",
    size: file.size,
    contentId,
    inline: contentId !== null && html.includes(`"cid:${escapeHtml(contentId)}"`),
    content: file.content,
  };
}

import { decompressRtf } from "./compressed-rtf";
import { type MapiValue, readMapiProperties } from "./mapi-properties";

/** What Outlook wrapped in a `winmail.dat`. */
export interface Tnef {
  text: string | null;
  html: string | null;
  /** The message as Outlook formats it, for want of a text. */
  rtf: Buffer | null;
  files: TnefFile[];
}

export interface TnefFile {
  name: string | undefined;
  type: string;
  contentId: string | null;
  bytes: Buffer;
}

const signature = 0x223e9f78;
const mostAttributes = 20_000;
const mostFiles = 1_000;
const deepest = 3;

const attributes = {
  body: 0x0002800c,
  messageProperties: 0x00069003,
  codePage: 0x00069007,
  startOfFile: 0x00069002,
  fileTitle: 0x00018010,
  fileData: 0x0006800f,
  fileProperties: 0x00069005,
};

/** Unpacks [MS-OXTNEF] in one pass over its attributes; null when the bytes are something else, end too early or hold nothing. */
export function readTnef(bytes: Buffer, level = 0): Tnef | null {
  if (bytes.length < 6 || bytes.readUInt32LE(0) !== signature) return null;
  const found: Tnef & { codePage: string } = { text: null, html: null, rtf: null, files: [], codePage: "windows-1252" };
  let at = 6;
  for (let count = 0; at + 11 <= bytes.length && count < mostAttributes; count++) {
    const id = bytes.readUInt32LE(at + 1);
    const length = bytes.readUInt32LE(at + 5);
    const end = at + 9 + length;
    if (end + 2 > bytes.length) return null;
    takeAttribute(found, id, bytes.subarray(at + 9, end), level);
    if (found.files.length > mostFiles) return null;
    at = end + 2;
  }
  const { codePage: _, ...tnef } = found;
  const isEmpty = tnef.text === null && tnef.html === null && tnef.rtf === null && tnef.files.length === 0;
  return isEmpty ? null : tnef;
}

function takeAttribute(found: Tnef & { codePage: string }, id: number, value: Buffer, level: number) {
  if (id === attributes.codePage && value.length >= 4) found.codePage = `windows-${value.readUInt32LE(0)}`;
  if (id === attributes.body) found.text = decode(value, found.codePage);
  if (id === attributes.messageProperties) takeMessage(found, value);
  if (id === attributes.startOfFile)
    found.files.push({ name: undefined, type: "application/octet-stream", contentId: null, bytes: Buffer.alloc(0) });
  const file = found.files.at(-1);
  if (!file) return;
  if (id === attributes.fileTitle) file.name ??= decode(value, found.codePage);
  if (id === attributes.fileData) file.bytes = value;
  if (id === attributes.fileProperties) takeFile(found, file, value, level);
}

function takeMessage(found: Tnef & { codePage: string }, value: Buffer) {
  const properties = readMapiProperties(value);
  const { body, bodyHtml, compressedRtf } = properties;
  if (body) found.text = textOf(body, found.codePage);
  if (bodyHtml) found.html = textOf(bodyHtml, found.codePage);
  if (compressedRtf) found.rtf = decompressRtf(compressedRtf.bytes);
}

function takeFile(found: Tnef & { codePage: string }, file: TnefFile, value: Buffer, level: number) {
  const properties = readMapiProperties(value);
  const nameOf = (one: MapiValue | undefined) => (one && textOf(one, found.codePage)) || undefined;
  const { longFileName, fileName, displayName, contentId, mimeTag, dataObject } = properties;
  file.name = nameOf(longFileName) ?? nameOf(fileName) ?? nameOf(displayName) ?? file.name;
  file.type = nameOf(mimeTag) ?? file.type;
  file.contentId = nameOf(contentId)?.replace(/^<|>$/g, "") ?? null;
  if (dataObject && file.bytes.length === 0) takeObject(found, file, dataObject.bytes, level);
}

/** A message inside the message gives its text and its own files; any other object stays as it is. */
function takeObject(found: Tnef, file: TnefFile, object: Buffer, level: number) {
  const inner = level < deepest ? readTnef(object.subarray(16), level + 1) : null;
  if (!inner) {
    file.bytes = object.subarray(16);
    return;
  }
  const { name } = file;
  found.files.pop();
  if (inner.text) found.files.push(textFile(`${name ?? "message"}.txt`, "text/plain", inner.text));
  else if (inner.html) found.files.push(textFile(`${name ?? "message"}.html`, "text/html", inner.html));
  found.files.push(...inner.files);
}

function textFile(name: string, type: string, text: string): TnefFile {
  return { name, type, contentId: null, bytes: Buffer.from(text, "utf8") };
}

function textOf({ bytes, unicode }: MapiValue, codePage: string): string {
  return unicode ? trimmed(bytes.toString("utf16le")) : decode(bytes, codePage);
}

function decode(bytes: Buffer, codePage: string): string {
  try {
    return trimmed(new TextDecoder(codePage === "windows-65001" ? "utf-8" : codePage).decode(bytes));
  } catch {
    return trimmed(new TextDecoder("windows-1252").decode(bytes));
  }
}

/** Strings of MAPI end with a NUL. */
function trimmed(text: string): string {
  return text.replace(/\0+$/, "");
}

import { createReadStream } from "node:fs";
import { UnreadableSheet } from "./sheet";

/** UTF-16 by its mark or by its NULs, UTF-8 when every byte of the file agrees, else Windows-1252. Throws UnreadableSheet for bytes that are no text. */
export async function guessEncoding(
  file: string,
  head: Buffer,
): Promise<"utf-8" | "utf-16le" | "utf-16be" | "windows-1252"> {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  const nulls = [0, 0];
  for (let place = 0; place < head.length; place++) if (head[place] === 0) nulls[place % 2]! += 1;
  const many = head.length / 4;
  if (nulls[1]! > many && nulls[0] === 0) return "utf-16le";
  if (nulls[0]! > many && nulls[1] === 0) return "utf-16be";
  if (nulls[0]! + nulls[1]! > head.length / 100) throw new UnreadableSheet("sheet-not-one");
  return (await isUtf8(file)) ? "utf-8" : "windows-1252";
}

async function isUtf8(file: string): Promise<boolean> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for await (const bytes of createReadStream(file)) decoder.decode(bytes, { stream: true });
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

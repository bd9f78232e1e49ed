import { open } from "node:fs/promises";
import { fileTypeFromFile } from "file-type";

/** The media type by content: a known signature, else text when it looks like text, else unknown. */
export async function readFileType(path: string): Promise<string> {
  // The library walks untrusted structures: what makes it throw has no known type.
  const known = await fileTypeFromFile(path).catch(() => undefined);
  if (known) return known.mime;
  return looksLikeText(await readHead(path)) ? "text/plain" : "application/octet-stream";
}

async function readHead(path: string): Promise<Buffer> {
  const handle = await open(path, "r");
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(1 << 16), 0, 1 << 16, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** No control character but those of text; whatever the charset, old spreadsheets are not in UTF-8. */
function looksLikeText(head: Buffer): boolean {
  return head.length > 0 && !head.some((byte) => byte < 32 && ![9, 10, 12, 13, 27].includes(byte));
}

import { open, stat } from "node:fs/promises";
import { openArchive } from "./archive";
import { openCsv } from "./open-csv";
import { openOds } from "./open-ods";
import { openXlsx } from "./open-xlsx";
import { type OpenSheet, type SheetLimits, UnreadableSheet } from "./sheet";

/** Finds out by its content what the file is: names lie. Throws UnreadableSheet. */
export async function openSheet(file: string, limits: SheetLimits): Promise<OpenSheet> {
  const { size } = await stat(file);
  if (size > limits.bytes) throw new UnreadableSheet("sheet-too-large", { most: Math.floor(limits.bytes / 1024 ** 2) });
  const head = await readHead(file);
  if (startsWith(head, [0xd0, 0xcf, 0x11, 0xe0])) throw new UnreadableSheet("sheet-old-or-locked");
  if (!startsWith(head, [0x50, 0x4b, 0x03, 0x04])) return openCsv(file, head, limits);
  const archive = await openArchive(file, limits.inflated);
  if (archive.has("xl/workbook.xml")) return openXlsx(file, archive);
  if (archive.has("content.xml")) return openOds(archive, limits);
  throw new UnreadableSheet("sheet-not-one");
}

function startsWith(head: Buffer, bytes: number[]): boolean {
  return bytes.every((byte, place) => head[place] === byte);
}

async function readHead(file: string): Promise<Buffer> {
  const handle = await open(file, "r");
  try {
    const head = Buffer.alloc(65_536);
    const { bytesRead } = await handle.read(head, 0, head.length, 0);
    return head.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

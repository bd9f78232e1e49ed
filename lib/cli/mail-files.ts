import { createReadStream } from "node:fs";
import { type FileHandle, open, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { largestMail } from "@/lib/incoming-mail/incoming-mail";
import { splitMbox } from "@/lib/mail-reading/split-mbox";
import { Trouble } from "./trouble";
import { words } from "./words";

export interface MailFile {
  /** Its path within the folder. */
  file: string;
  path: string;
  /** In bytes. */
  size: number;
}

/** One message of a folder; `raw` is null when it is larger than any door takes. */
export interface FoundMail {
  file: string;
  /** Its rank in an mbox, from 1. */
  message?: number;
  /** Its beginning, in which its identifiers are. */
  head: Buffer;
  raw: Buffer | Readable | null;
  /** How many bytes of the file are read once it is. */
  offset: number;
}

const headSize = 64 * 1024;

/** Every file of a folder and of those within, by path. Throws Trouble when it is no folder. */
export async function listMailFiles(folder: string): Promise<MailFile[]> {
  const entries = await readdir(folder, { recursive: true }).catch(() => {
    throw new Trouble(words.noFolder(folder));
  });
  const files = await Promise.all(
    entries.toSorted().map(async (file) => {
      const path = join(folder, file);
      // A link that leads nowhere is still told, as a file that cannot be read.
      const found = await stat(path).catch(() => null);
      return found === null || found.isFile() ? { file, path, size: found?.size ?? 0 } : null;
    }),
  );
  return files.filter((file) => file !== null);
}

/** The messages of a file: those of an mbox, or the file itself. Throws what the system says of a file that cannot be read. */
export async function* openMailFile({ file, path, size }: MailFile): AsyncGenerator<FoundMail> {
  const head = await readHead(path);
  if (!/^From \S.*\d{4}/.test(head.subarray(0, 200).toString("latin1").split("\n", 1)[0]!)) {
    yield { file, head, raw: createReadStream(path), offset: size };
    return;
  }
  const source = createReadStream(path);
  let message = 0;
  for await (const raw of splitMbox(source, largestMail)) {
    message += 1;
    yield { file, message, head: raw?.subarray(0, headSize) ?? Buffer.alloc(0), raw, offset: source.bytesRead };
  }
}

async function readHead(path: string): Promise<Buffer> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, "r");
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headSize), 0, headSize, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle?.close();
  }
}

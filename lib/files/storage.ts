import { randomBytes } from "node:crypto";
import { constants, createReadStream } from "node:fs";
import { copyFile, mkdir, open, readFile, rename, rm, stat, statfs } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { NotFound } from "@/lib/access/refusals";
import { getSettings } from "@/lib/settings/environment";

/** Where the bytes of files are kept, under keys that say nothing; small enough for an object store to fit. */
export interface Storage {
  /** Takes over a file of this machine; durable when it resolves. */
  take(key: string, path: string): Promise<void>;
  /** Keeps bytes that are in memory; durable when it resolves. */
  put(key: string, bytes: Buffer): Promise<void>;
  /** The bytes, or those from `start` to `end` included. Throws NotFound. */
  open(key: string, range?: ByteRange): Promise<Readable>;
  /** All the bytes of what is small. Throws NotFound. */
  read(key: string): Promise<Buffer>;
  remove(key: string): Promise<void>;
  /** How many more bytes fit. */
  room(): Promise<number>;
}

export interface ByteRange {
  start: number;
  end: number;
}

/** A key that reveals neither the file nor whose it is. */
export function newStorageKey(): string {
  return randomBytes(16).toString("hex");
}

export function getStorage(): Storage {
  return folderStorage(join(getSettings().dataFolder, "files"));
}

/** Where files wait while they are being received: on the store's own disk, so that taking them over is a rename. */
export function receivingFolder(): string {
  return join(getSettings().dataFolder, "uploads");
}

function folderStorage(folder: string): Storage {
  const pathOf = (key: string) => {
    if (!/^[0-9a-f]{32,64}$/.test(key)) throw new NotFound();
    return join(folder, key.slice(0, 2), key);
  };
  return {
    async take(key, path) {
      const target = pathOf(key);
      await sync(path);
      await withFolder(dirname(target), () => move(path, target));
      await sync(dirname(target));
    },
    async put(key, bytes) {
      const target = pathOf(key);
      const draft = join(receivingFolder(), `${key}.draft`);
      try {
        await writeDurably(draft, bytes);
        await withFolder(dirname(target), () => move(draft, target));
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
      await sync(dirname(target));
    },
    async open(key, range) {
      const path = pathOf(key);
      await stat(path).catch(() => {
        throw new NotFound();
      });
      return createReadStream(path, range);
    },
    async read(key) {
      return readFile(pathOf(key)).catch((error: NodeJS.ErrnoException) => {
        throw error.code === "ENOENT" ? new NotFound() : error;
      });
    },
    remove: (key) => rm(pathOf(key), { force: true }),
    async room() {
      await mkdir(folder, { recursive: true });
      const { bavail, bsize } = await statfs(folder);
      return bavail * bsize;
    },
  };
}

/** Does what needs a folder; only when it is absent is it made, durably, and the work done again. */
export async function withFolder<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    await mkdir(folder, { recursive: true });
    await sync(dirname(folder));
    return work();
  }
}

async function writeDurably(path: string, bytes: Buffer) {
  const file = await withFolder(dirname(path), () => open(path, "wx"));
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function move(path: string, target: string) {
  try {
    await rename(path, target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EXDEV") throw error;
    const draft = `${target}.draft`;
    await copyFile(path, draft, constants.COPYFILE_EXCL);
    await sync(draft);
    await rename(draft, target);
    await rm(path);
  }
}

async function sync(path: string) {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

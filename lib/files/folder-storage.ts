import { constants, createReadStream } from "node:fs";
import { copyFile, mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { NotFound } from "@/lib/access/refusals";
import { roomIn } from "./room";
import { ensureKey, type Storage, type StoredBytes } from "./store";

/** Each piece costs its way through the streams of the site: few large ones are served three times as fast as many small ones. */
export const pieceSize = 512 * 1024;

/** Files in a folder of this machine, 256 folders under it. */
export function folderStorage(folder: string, receiving: string): Storage {
  const pathOf = (key: string) => join(folder, ensureKey(key).slice(0, 2), key);
  return {
    async take(key, path) {
      const target = pathOf(key);
      await sync(path);
      await withFolder(dirname(target), () => move(path, target));
      await sync(dirname(target));
    },
    async put(key, bytes) {
      const target = pathOf(key);
      const draft = join(receiving, `${key}.draft`);
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
      return createReadStream(path, { ...range, highWaterMark: pieceSize });
    },
    async read(key) {
      return readFile(pathOf(key)).catch((error: NodeJS.ErrnoException) => {
        throw error.code === "ENOENT" ? new NotFound() : error;
      });
    },
    remove: (key) => rm(pathOf(key), { force: true }),
    room: () => roomIn(folder),
    list: (prefix) => listFolder(folder, prefix),
  };
}

async function* listFolder(folder: string, prefix: string): AsyncGenerator<StoredBytes> {
  for (const part of await namesIn(folder, prefix.slice(0, 2)))
    for (const key of await namesIn(join(folder, part), prefix)) {
      // What is no key is no file of ours: a draft that a crash left.
      const facts = /^[0-9a-f]{32,64}$/.test(key) && (await stat(join(folder, part, key)).catch(() => null));
      if (facts) yield { key, size: facts.size, since: facts.mtime };
    }
}

async function namesIn(folder: string, prefix: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return [];
    throw error;
  });
  return names.filter((name) => name.startsWith(prefix)).sort();
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

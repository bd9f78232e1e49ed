import { chmodSync, existsSync, mkdirSync, realpathSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Trouble } from "./trouble";
import { words } from "./words";

const megabyte = 1024 * 1024;

/** Makes a data folder or checks one: writable, on a disk with room. Returns its real path. */
export function prepareFolder(path: string): string {
  const isNew = !existsSync(join(path, "postgres"));
  if (!existsSync(path)) makePrivate(path);
  const probe = join(path, `.essai-${process.pid}`);
  try {
    writeFileSync(probe, "x".repeat(4096));
    rmSync(probe);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EACCES" || code === "EPERM" || code === "EROFS") throw new Trouble(words.notWritable(path));
    if (code === "ENOTDIR") throw new Trouble(words.notAFolder(path));
    throw error;
  }
  ensureRoom(path, isNew ? 300 : 50);
  return realpathSync(path);
}

/** Throws, in words, when the disk under a folder has fewer megabytes left than the work to come needs. */
export function ensureRoom(path: string, needed: number): void {
  const { bavail, bsize } = statfsSync(path);
  const left = Math.floor((bavail * bsize) / megabyte);
  if (left < needed) throw new Trouble(words.littleRoom(path, left, needed));
}

/** Files of a data folder are nobody else's; as root, PostgreSQL's own user must still be able to walk through. */
function makePrivate(path: string): void {
  makeWithParents(path);
  chmodSync(path, process.getuid?.() === 0 ? 0o711 : 0o700);
}

/** Node's own recursive mkdir never ends where the system refuses a new folder with "no such file", as /proc does. */
function makeWithParents(path: string): void {
  if (existsSync(path)) return;
  makeWithParents(dirname(path));
  mkdirSync(path);
}

import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { BackupRefused, draftName, isDraftName, isWholeName } from "./backup";
import { readManifest, sync } from "./manifest";

/** What may stand beside backups: our lock, and what a file system puts at its top. */
const harmless = /^(\.verrou.*|lost\+found)$/;

/** Makes the folder of backups, or takes one that holds nothing else, and clears what was never finished. Throws BackupRefused. */
export async function prepareOut(out: string): Promise<void> {
  await mkdir(out, { recursive: true, mode: 0o700 });
  await ensureOurs(out);
  for (const name of (await readdir(out)).filter(isDraftName))
    await rm(join(out, name), { recursive: true, force: true });
}

/** Throws BackupRefused when a folder holds anything else than backups; one that does not exist yet will do. */
export async function ensureOurs(out: string): Promise<void> {
  const names = existsSync(out) ? await readdir(out) : [];
  const foreign = names.find((name) => !isWholeName(name) && !isDraftName(name) && !harmless.test(name));
  if (foreign) throw new BackupRefused({ code: "out-not-ours", folder: out, found: foreign });
}

/** The names of whole backups, oldest first. */
export async function listBackups(out: string): Promise<string[]> {
  return (await readdir(out)).filter(isWholeName).toSorted();
}

/** The latest backup whose manifest can be relied upon, as a path; null when there is none. */
export async function findLatest(out: string): Promise<string | null> {
  for (const name of (await listBackups(out)).toReversed()) {
    const folder = join(out, name);
    const manifest = await readManifest(folder).catch((error) => {
      if (error instanceof BackupRefused) return null;
      throw error;
    });
    if (manifest) return folder;
  }
  return null;
}

/** Removes the oldest backups until only so many are left. One that is being removed no longer bears the name of a whole one. */
export async function removeOldBackups(out: string, keep: number): Promise<number> {
  const old = (await listBackups(out)).slice(0, -keep);
  for (const name of old) {
    await rename(join(out, name), join(out, draftName(name)));
    await sync(out);
    await rm(join(out, draftName(name)), { recursive: true, force: true });
  }
  return old.length;
}

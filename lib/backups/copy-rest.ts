import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { isKept, parts } from "./backup";
import { type BackupDraft, openLocal } from "./backup-draft";

/** Copies the rest of the data folder: the secret, the seals, the mails written there; all but what is named as left out. */
export async function copyRest(draft: BackupDraft, dataFolder: string): Promise<void> {
  await draft.compareUnder(`${parts.rest}/`);
  await copyUnder(draft, dataFolder, "");
}

async function copyUnder(draft: BackupDraft, dataFolder: string, folder: string): Promise<void> {
  for (const name of (await readdir(join(dataFolder, folder))).filter(isKept).toSorted()) {
    const path = folder ? `${folder}/${name}` : name;
    const source = join(dataFolder, path);
    const found = await lstat(source).catch(() => null);
    if (found?.isDirectory()) {
      await draft.keepFolder(`${parts.rest}/${path}`);
      await copyUnder(draft, dataFolder, path);
    } else if (found?.isFile()) {
      await draft.keep(`${parts.rest}/${path}`, { size: found.size, open: () => openLocal(source) });
    }
  }
}

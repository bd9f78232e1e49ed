import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { getSettings } from "@/lib/settings/environment";
import { firstOf } from "./first-of-storages";
import { folderStorage } from "./folder-storage";
import { s3Storage } from "./s3-storage";
import type { Storage } from "./store";

export type { ByteRange } from "./store";

export const storeNames = ["folder", "s3"] as const;
export type StoreName = (typeof storeNames)[number];

/** A key that reveals neither the file nor whose it is. */
export function newStorageKey(): string {
  return randomBytes(16).toString("hex");
}

// On globalThis: one set of connections for the process, however often this module is loaded.
const kept = globalThis as { guichetStorage?: Storage };

/** The store that the settings choose. While another one is set too, what it still holds is served from there. */
export function getStorage(): Storage {
  kept.guichetStorage ??= chooseStorage();
  return kept.guichetStorage;
}

function chooseStorage(): Storage {
  const { store, s3 } = getSettings();
  const folder = storageNamed("folder")!;
  if (!s3) return folder;
  const objects = storageNamed("s3")!;
  return store === "s3" ? firstOf(objects, folder) : firstOf(folder, objects);
}

/** One of the stores by its name; null when the settings do not say where it is. */
export function storageNamed(name: StoreName): Storage | null {
  const { dataFolder, s3 } = getSettings();
  if (name === "folder") return folderStorage(join(dataFolder, "files"), receivingFolder());
  return s3 && s3Storage(s3, receivingFolder());
}

/** Where files wait while they are being received: on the folder's own disk, so that taking them over is a rename. */
export function receivingFolder(): string {
  return getSettings().uploadsFolder;
}

import { createHash } from "node:crypto";
import { lstat } from "node:fs/promises";
import { join } from "node:path";
import type { BackupEnd, BackupFile, BackupHeader } from "./backup";
import { openLocal } from "./backup-draft";
import { listEntries, readManifest } from "./manifest";

export interface AlteredFile {
  path: string;
  fault: "missing" | "altered";
}

export interface VerifiedBackup {
  header: BackupHeader;
  end: BackupEnd;
  faults: number;
}

/** Reads a whole backup again and holds each of its files against its manifest. Throws BackupRefused when the manifest itself does not hold. */
export async function verifyBackup(
  folder: string,
  watch: {
    onTotal?: (bytes: number) => void;
    onFile?: (bytes: number) => void;
    onFault?: (file: AlteredFile) => void;
  } = {},
): Promise<VerifiedBackup> {
  const { header, end } = await readManifest(folder);
  watch.onTotal?.(end.bytes);
  let faults = 0;
  for await (const entry of listEntries(folder)) {
    if (!("sha256" in entry)) continue;
    const fault = await verifyFile(folder, entry);
    if (fault) {
      faults += 1;
      watch.onFault?.({ path: entry.path, fault });
    }
    watch.onFile?.(entry.size);
  }
  return { header, end, faults };
}

async function verifyFile(folder: string, { path, size, sha256 }: BackupFile): Promise<AlteredFile["fault"] | null> {
  const found = await lstat(join(folder, path)).catch(() => null);
  if (!found) return "missing";
  if (!found.isFile() || found.size !== size) return "altered";
  const bytes = await openLocal(join(folder, path));
  if (!bytes) return "missing";
  const hash = createHash("sha256");
  for await (const piece of bytes) hash.update(piece as Buffer);
  return hash.digest("hex") === sha256 ? null : "altered";
}

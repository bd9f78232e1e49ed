import { chown, mkdir } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { eachOf } from "@/lib/files/share-of-keys";
import { BackupRefused, parts } from "./backup";
import { filesAtOnce, openLocal, writeHashed } from "./backup-draft";
import { listEntries, sync } from "./manifest";

/** Where the parts of a backup go; the cluster's owner, when it is not this process's user. */
export interface Layout {
  dataFolder: string;
  cluster: string;
  owner: { uid: number; gid: number } | null;
}

/** Writes a verified backup where it is to live, each file hashed once more on its way. Throws BackupRefused. */
export async function layBackup(folder: string, layout: Layout, onFile: (bytes: number) => void = () => {}) {
  const made = new Set<string>();
  const makeFolder = async (path: string, isClusters: boolean) => {
    if (made.has(path)) return;
    await mkdir(path, { recursive: true, mode: 0o700 });
    const top = isClusters ? layout.cluster : layout.dataFolder;
    for (let step = path; step === top || !relative(top, step).startsWith(".."); step = dirname(step)) {
      if (isClusters && layout.owner && !made.has(step)) await chown(step, layout.owner.uid, layout.owner.gid);
      made.add(step);
    }
  };
  await eachOf(listEntries(folder), filesAtOnce, async (entry) => {
    const target = placeOf(entry.path, layout);
    if (!target) return;
    const isClusters = entry.path.startsWith(`${parts.cluster}/`);
    await makeFolder("folder" in entry ? target : dirname(target), isClusters);
    if ("folder" in entry) return;
    const bytes = await openLocal(join(folder, entry.path));
    const written = bytes && (await writeHashed(target, bytes, () => {}, 0o600));
    if (written?.sha256 !== entry.sha256) throw new BackupRefused({ code: "changed-while-read", path: entry.path });
    if (isClusters && layout.owner) await chown(target, layout.owner.uid, layout.owner.gid);
    onFile(entry.size);
  });
  for (const path of made) await sync(path);
}

function placeOf(path: string, { dataFolder, cluster }: Layout): string | null {
  const [part, ...rest] = path.split("/");
  if (part === parts.cluster) return join(cluster, ...rest);
  if (part === parts.files) return join(dataFolder, "files", ...rest);
  // What pg_dump wrote goes into a database, not into a folder.
  return part === parts.rest ? join(dataFolder, ...rest) : null;
}

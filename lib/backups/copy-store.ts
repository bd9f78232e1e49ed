import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pipeline } from "node:stream/promises";
import { NotFound } from "@/lib/access/refusals";
import { eachOf, shares } from "@/lib/files/share-of-keys";
import { getStorage, receivingFolder } from "@/lib/files/storage";
import type { StoredBytes } from "@/lib/files/store";
import { listStoredRows, type StoredRow } from "@/lib/files/stored-row-queries";
import { parts } from "./backup";
import { type BackupDraft, filesAtOnce } from "./backup-draft";

/** A file that is not what its row says; `gone` was removed by its own people while the backup was taken, which is nobody's fault. */
export interface BackupFileFault {
  fault: "missing" | "altered" | "gone";
  key: string;
  row: Pick<StoredRow, "of" | "id">;
}

/**
 * Copies every file of the store, after the database: a file is never overwritten and comes before its row, so that all that the
 * copied rows name is here, but for what was removed since. The rows of that moment are read first, to say which.
 */
export async function copyStore(draft: BackupDraft, onFault: (fault: BackupFileFault) => void): Promise<void> {
  await mkdir(receivingFolder(), { recursive: true });
  const notes = await mkdtemp(join(receivingFolder(), ".rows-"));
  try {
    for (const share of shares) await noteRows(join(notes, share), await listStoredRows(share));
    for (const share of shares) await copyShare(draft, share, await readRows(join(notes, share)), onFault);
  } finally {
    await rm(notes, { recursive: true, force: true });
  }
}

/** On disk: of a large instance, the rows of one share at a time fit in memory. */
async function noteRows(path: string, rows: StoredRow[]): Promise<void> {
  await pipeline(
    function* () {
      for (const row of rows) yield `${JSON.stringify(row)}\n`;
    },
    createWriteStream(path, { mode: 0o600 }),
  );
}

async function readRows(path: string): Promise<Map<string, StoredRow[]>> {
  const rows = new Map<string, StoredRow[]>();
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const row = JSON.parse(line) as StoredRow;
    rows.set(row.key, [...(rows.get(row.key) ?? []), row]);
  }
  return rows;
}

async function copyShare(
  draft: BackupDraft,
  share: string,
  rows: Map<string, StoredRow[]>,
  onFault: (fault: BackupFileFault) => void,
): Promise<void> {
  await draft.compareUnder(`${parts.files}/${share}`);
  const seen = new Set<string>();
  const kept = new Set<string>();
  await eachOf(getStorage().list(share), filesAtOnce, async (file) => {
    // A file on its way between two stores is in both.
    if (seen.has(file.key)) return;
    seen.add(file.key);
    const owners = (rows.get(file.key) ?? []).filter(({ sha256 }) => sha256 !== null);
    const copied = await keepFile(draft, file, owners[0]?.sha256 ?? null);
    if (!copied) return;
    kept.add(file.key);
    for (const row of owners) if (row.sha256 !== copied.sha256) onFault(faultOf("altered", row));
  });
  const missing = [...rows.values()].flat().filter((row) => row.due && !kept.has(row.key));
  if (missing.length === 0) return;
  const due = new Set((await listStoredRows(share)).filter((row) => row.due).map(({ of, id }) => `${of} ${id}`));
  for (const row of missing) onFault(faultOf(due.has(`${row.of} ${row.id}`) ? "missing" : "gone", row));
}

function keepFile(draft: BackupDraft, { key, size }: StoredBytes, sha256: string | null) {
  const open = () =>
    getStorage()
      .open(key)
      .catch((error) => {
        if (error instanceof NotFound) return null;
        throw error;
      });
  return draft.keep(`${parts.files}/${key.slice(0, 2)}/${key}`, { size, open, unchanging: { sha256 } });
}

function faultOf(fault: BackupFileFault["fault"], { of, id, key }: StoredRow): BackupFileFault {
  return { fault, key, row: { of, id } };
}

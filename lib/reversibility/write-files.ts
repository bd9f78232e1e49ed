import { once } from "node:events";
import { createReadStream, createWriteStream } from "node:fs";
import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { NotFound } from "@/lib/access/refusals";
import { withFolder } from "@/lib/files/folder-storage";
import { getStorage, newStorageKey, receivingFolder } from "@/lib/files/storage";
import type { Snapshot } from "@/lib/tenancy/snapshot";
import type { DumpDraft } from "./dump-draft";
import type { DumpTable, FileColumn } from "./dump-table";
import { KeySet } from "./key-set";
import { type FileLine, fileEntry, type Manifest } from "./manifest";
import { readLines } from "./read-lines";
import { rowsIn, type Scope } from "./scope";
import { dumpTables } from "./tables";

interface Kept {
  folder: FileColumn["folder"];
  sha256: string;
  key: string;
}

/** Every file that a row names, once, under its hash, and the list of them. What the store has lost is said, not passed over. */
export async function writeFiles(snapshot: Snapshot, scope: Scope, workspaces: string[], draft: DumpDraft) {
  const written = new KeySet();
  const files: Manifest["files"] = { count: 0, bytes: 0, missing: [] };
  const list = await openList();
  try {
    for (const workspace of workspaces) {
      await snapshot.enter(workspace);
      draft.progress.bytesTotal += await measure(snapshot, scope, workspace);
    }
    for (const workspace of workspaces) {
      await snapshot.enter(workspace);
      for await (const kept of listKept(snapshot, scope, workspace)) {
        const entry = fileEntry(kept.folder, kept.sha256);
        if (!written.add(entry)) continue;
        const size = await writeKept(draft, entry, kept);
        if (size === null) files.missing.push(kept.sha256);
        else {
          files.count += 1;
          files.bytes += size;
          await list.add({ entry, size, sha256: kept.sha256 });
        }
      }
    }
    await draft.write("files.jsonl", await list.read());
    return files;
  } finally {
    await list.remove();
  }
}

/** Null when its bytes are lost, or are no longer those that were received. */
async function writeKept(draft: DumpDraft, entry: string, { key, sha256 }: Kept): Promise<number | null> {
  try {
    const bytes = await getStorage().open(key);
    const written = await draft.writeFile(entry, bytes as AsyncIterable<Buffer>);
    return written.sha256 === sha256 ? written.size : null;
  } catch (error) {
    if (error instanceof NotFound) return null;
    throw error;
  }
}

async function* listKept(snapshot: Snapshot, scope: Scope, workspace: string): AsyncGenerator<Kept> {
  const question = `select json_build_object('folder', folder, 'sha256', sha256, 'key', key) from (
    select distinct on (folder, sha256) * from (${keptRows(scope, workspace)}) k order by folder, sha256) k`;
  const rows = snapshot.copyOut(question, "format csv, quote e'\\x01', delimiter e'\\x02'");
  for await (const line of readLines(rows)) yield JSON.parse(line) as Kept;
}

async function measure(snapshot: Snapshot, scope: Scope, workspace: string): Promise<number> {
  const [sum] = await snapshot.ask<{ bytes: string }>(`select coalesce(sum(size), 0) as bytes from (
    select distinct on (folder, sha256) * from (${keptRows(scope, workspace)}) k order by folder, sha256) k`);
  return Number(sum!.bytes);
}

function keptRows(scope: Scope, workspace: string): string {
  return dumpTables
    .flatMap((table) => table.files.map((file) => ({ table, file })))
    .map(({ table, file }) => {
      const where = rowsIn(scope, table, workspace);
      return `select '${file.folder}' as folder, ${file.sha256} as sha256, ${file.storageKey} as key, ${sizeOf(file)}::bigint as size
        from "${table.name}" where ${where} and ${file.storageKey} is not null and ${file.sha256} is not null ${unlessErased(table)}`;
    })
    .join(" union all ");
}

function sizeOf({ storageKey }: FileColumn): string {
  return storageKey.replace("storage_key", "size");
}

/** Retention takes the bytes of a package away and leaves its name. */
function unlessErased({ columns }: DumpTable): string {
  return columns.some(({ name }) => name === "erased_at") ? "and erased_at is null" : "";
}

async function openList() {
  const path = join(receivingFolder(), `${newStorageKey()}.draft`);
  const stream = createWriteStream(path, { fd: await withFolder(receivingFolder(), () => open(path, "w")) });
  return {
    async add(line: FileLine) {
      if (!stream.write(`${JSON.stringify(line)}\n`)) await once(stream, "drain");
    },
    async read() {
      stream.end();
      await finished(stream);
      return createReadStream(path) as AsyncIterable<Buffer>;
    },
    async remove() {
      stream.destroy();
      await rm(path, { force: true });
    },
  };
}

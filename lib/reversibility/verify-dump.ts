import { checkFiles } from "./check-files";
import { checkJournal } from "./check-journal";
import { ReferenceCheck } from "./check-references";
import type { Progress } from "./dump-draft";
import type { DumpTable } from "./dump-table";
import { BrokenDump, type Fault } from "./fault";
import { KeySet } from "./key-set";
import { fileEntry, type Manifest } from "./manifest";
import { type OpenDump, openDump } from "./open-dump";
import { held, type Row, readRows, tablesIn } from "./read-rows";
import { entryOf } from "./tables";

/** What was found; `faults` is empty when the dump holds. */
export interface VerifiedDump {
  manifest: Manifest | null;
  rows: number;
  lines: number;
  faults: Fault[];
}

const most = 100;

/**
 * Reads a whole dump, without any instance: hashes, schemas, keys, references, counts, files and the journal's chains. Stops after a
 * hundred faults. Throws ENOENT when there is no such file.
 */
export async function verifyDump(
  path: string,
  onProgress: (progress: Progress) => void = () => {},
): Promise<VerifiedDump> {
  const verified: VerifiedDump = { manifest: null, rows: 0, lines: 0, faults: [] };
  let dump: OpenDump | undefined;
  try {
    dump = await openDump(path);
    verified.manifest = dump.manifest;
    await verify(dump, verified, onProgress);
  } catch (error) {
    if (!(error instanceof BrokenDump)) throw error;
    if (error.faults !== verified.faults) verified.faults.push(...error.faults);
  } finally {
    dump?.close();
  }
  return verified;
}

async function verify(dump: OpenDump, verified: VerifiedDump, onProgress: (progress: Progress) => void) {
  const tell = (fault: Fault) => {
    verified.faults.push(fault);
    if (verified.faults.length >= most) throw new BrokenDump(verified.faults);
  };
  const { manifest } = dump;
  const progress = {
    rowsTotal: Object.values(manifest.tables).reduce((sum, { rows }) => sum + rows, 0),
    rowsDone: 0,
    bytesTotal: manifest.files.bytes,
    bytesDone: 0,
  };
  checkEntries(dump, tell);
  const files = await checkFiles(dump, tell, (size) => {
    progress.bytesDone += size;
    onProgress(progress);
  });
  const tables = tablesIn(dump);
  const references = new ReferenceCheck(tables, tell);
  const namedFiles = new FileCheck(files, manifest, tell);
  for (const table of tables) {
    for await (const read of readRows(dump, table, tell)) {
      references.add(table, read);
      namedFiles.add(table, read.row, read.line);
      verified.rows += 1;
      progress.rowsDone += 1;
      if (progress.rowsDone % 1000 === 0) onProgress(progress);
    }
    references.endTable(table);
  }
  for (const name of dump.names)
    if (!tables.some((table) => entryOf(table) === name) && name !== "files.jsonl") await drain(held(dump, name, tell));
  verified.lines = await checkJournal(dump, tell);
}

/** What the manifest lists is there, and nothing else. */
function checkEntries({ names, manifest }: OpenDump, tell: (fault: Fault) => void) {
  const listed = new Set(["manifest.json", ...Object.keys(manifest.entries)]);
  for (const entry of listed) if (!names.has(entry)) throw new BrokenDump([{ kind: "missing-entry", entry }]);
  for (const entry of names) if (!listed.has(entry)) tell({ kind: "unknown-entry", entry });
}

/** What rows name is among the files, or was lost already when the dump was made. */
class FileCheck {
  private readonly missing = new KeySet();

  constructor(
    private readonly files: KeySet,
    manifest: Manifest,
    private readonly tell: (fault: Fault) => void,
  ) {
    for (const sha256 of manifest.files.missing) this.missing.add(sha256);
  }

  add(table: DumpTable, row: Row, line: number) {
    for (const { sha256: column, folder } of table.files) {
      const sha256 = row[column];
      if (typeof sha256 !== "string" || row.erased_at || this.missing.has(sha256)) continue;
      if (!this.files.has(fileEntry(folder, sha256)))
        this.tell({ kind: "missing-file", entry: entryOf(table), line, detail: sha256 });
    }
  }
}

async function drain(bytes: AsyncIterable<Buffer>) {
  for await (const _ of bytes);
}

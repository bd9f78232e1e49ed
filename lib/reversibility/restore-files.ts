import { createHmac } from "node:crypto";
import { createWriteStream } from "node:fs";
import { copyFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { sql } from "drizzle-orm";
import { withFolder } from "@/lib/files/folder-storage";
import { getStorage, receivingFolder } from "@/lib/files/storage";
import { deriveKey } from "@/lib/settings/environment";
import type { Transaction } from "@/lib/tenancy/actor";
import type { DumpTable } from "./dump-table";
import { fileEntry } from "./manifest";
import type { OpenDump } from "./open-dump";
import type { Row } from "./read-rows";

/** The columns where rows name their bytes in the store, which no dump holds. */
export function keyColumns({ files }: DumpTable): { name: string; type: string }[] {
  return files.map(({ storageKey }) => ({ name: storageKey, type: "text" }));
}

/** Gives a row the keys of its bytes: always the same for the same row, so that a restoration begun again leaves nothing behind. */
export function keysOf(table: DumpTable, row: Row): { entry: string; key: string; column: string }[] {
  return table.files.flatMap(({ sha256, storageKey, folder }) => {
    const hash = row[sha256];
    if (typeof hash !== "string" || row.erased_at) return [];
    const key = createHmac("sha256", deriveKey("restored files")).update(`${table.name} ${row.id} ${storageKey}`);
    return [{ entry: fileEntry(folder, hash), key: key.digest("hex").slice(0, 32), column: storageKey }];
  });
}

/** Which keys wait for which entry, in a table of the transaction: there may be millions. */
export class AwaitedFiles {
  private lot: { entry: string; key: string }[] = [];

  constructor(private readonly tx: Transaction) {}

  async open() {
    await this.tx.execute(sql`create temporary table awaited_file (entry text, key text) on commit drop`);
  }

  async add(entry: string, key: string) {
    this.lot.push({ entry, key });
    if (this.lot.length >= 2_000) await this.flush();
  }

  async of(entry: string): Promise<string[]> {
    const found = await this.tx.execute<{ key: string }>(sql`select key from awaited_file where entry = ${entry}`);
    return found.map(({ key }) => key);
  }

  async ready() {
    await this.flush();
    await this.tx.execute(sql`create index on awaited_file (entry)`);
  }

  private async flush() {
    const lot = JSON.stringify(this.lot);
    this.lot = [];
    await this.tx.execute(
      sql`insert into awaited_file select * from json_to_recordset(${lot}::text::json) as r(entry text, key text)`,
    );
  }
}

/** Puts the bytes of every file where its rows say; `put` tells each key, so that a failure can take it away again. */
export async function restoreFiles(dump: OpenDump, awaited: AwaitedFiles, put: (key: string) => void) {
  await awaited.ready();
  for await (const { name, read } of dump.files()) {
    const [first, ...others] = await awaited.of(name);
    if (!first) continue;
    const draft = join(receivingFolder(), `${first}.draft`);
    try {
      await withFolder(receivingFolder(), async () => pipeline(await read(), createWriteStream(draft)));
      for (const key of others) {
        const copy = join(receivingFolder(), `${key}.draft`);
        await copyFile(draft, copy);
        put(key);
        await getStorage().take(key, copy);
      }
      put(first);
      await getStorage().take(first, draft);
    } finally {
      await rm(draft, { force: true });
    }
  }
}

import { sql } from "drizzle-orm";
import { connect } from "@/db/connect";
import { getStorage } from "@/lib/files/storage";
import { recordEvent } from "@/lib/journal/record-event";
import { getSettings } from "@/lib/settings/environment";
import { PLATFORM_ID, type Transaction } from "@/lib/tenancy/actor";
import type { Progress } from "./dump-draft";
import type { DumpTable } from "./dump-table";
import { BrokenDump } from "./fault";
import { type OpenDump, openDump } from "./open-dump";
import { type Plan, planRestoration } from "./plan-restoration";
import { readRows, tablesIn } from "./read-rows";
import { AwaitedFiles, keyColumns, keysOf, restoreFiles } from "./restore-files";
import { RowWriter } from "./row-writer";
import { verifyDump } from "./verify-dump";

export interface Restoration {
  /** The key that the workspace takes here; its own when absent. */
  as?: string | undefined;
  /** Only says what would be. */
  dryRun?: boolean | undefined;
}

/** A dump that cannot be poured in here: its plan says why. */
export class Unrestorable extends Error {
  override name = "Unrestorable";
  constructor(readonly plan: Plan) {
    super(plan.conflicts.map((conflict) => JSON.stringify(conflict)).join(" "));
  }
}

/**
 * Pours a dump into an instance without any workspace or account, or the dump of a workspace beside those that are here: all of it or
 * nothing, in one transaction of the tables' owner. Throws BrokenDump, Unrestorable, and ENOENT when there is no such file.
 */
export async function restoreDump(
  path: string,
  { as, dryRun }: Restoration = {},
  onProgress: (progress: Progress) => void = () => {},
): Promise<Plan> {
  const { faults } = await verifyDump(path, onProgress);
  if (faults.length > 0) throw new BrokenDump(faults);
  const dump = await openDump(path);
  const owner = connect(getSettings().databaseUrl!, { max: 1, name: "guichet_restore" });
  const put: string[] = [];
  try {
    return await owner.database.transaction(async (bare) => {
      const tx: Transaction = Object.assign(bare, { asking: { accountId: null, door: "cli" as const } });
      await tx.execute(sql`select set_config('app.restoring', 'on', true), set_config('timezone', 'UTC', true),
        pg_advisory_xact_lock(hashtext('guichet restoration'))`);
      const plan = await planRestoration(tx, dump, as);
      if (dryRun) return plan;
      if (plan.conflicts.length > 0) throw new Unrestorable(plan);
      await pour(tx, dump, plan, as, put, onProgress);
      return plan;
    });
  } catch (error) {
    for (const key of put) await getStorage().remove(key);
    throw error;
  } finally {
    dump.close();
    await owner.connection.end({ timeout: 5 });
  }
}

async function pour(
  tx: Transaction,
  dump: OpenDump,
  plan: Plan,
  as: string | undefined,
  put: string[],
  onProgress: (progress: Progress) => void,
) {
  const { manifest } = dump;
  const tables = tablesIn(dump);
  const awaited = new AwaitedFiles(tx);
  await awaited.open();
  // What a new instance was born with gives way to what the dump says of it.
  if (!manifest.workspace)
    for (const { name } of [...tables].reverse()) await tx.execute(sql`delete from ${sql.identifier(name)}`);
  const rowsTotal = Object.values(manifest.tables).reduce((sum, { rows }) => sum + rows, 0);
  const progress = { rowsTotal, rowsDone: 0, bytesTotal: 0, bytesDone: 0 };
  for (const table of tables)
    await fill(tx, dump, table, { plan, as, awaited }, () => {
      progress.rowsDone += 1;
      if (progress.rowsDone % 1000 === 0) onProgress(progress);
    });
  await restoreFiles(dump, awaited, (key) => put.push(key));
  await recordEvent(tx, {
    type: "dump.restored",
    workspaceId: manifest.workspace?.id ?? PLATFORM_ID,
    payload: { snapshotAt: manifest.snapshotAt, rows: rowsTotal, journals: manifest.journals },
  });
}

interface Pouring {
  plan: Plan;
  as: string | undefined;
  awaited: AwaitedFiles;
}

async function fill(
  tx: Transaction,
  dump: OpenDump,
  table: DumpTable,
  { plan: { identities }, as, awaited }: Pouring,
  onRow: () => void,
) {
  const absent = table.name === "mailbox" ? [{ name: "sealed_password", type: "text" }] : [];
  const brought = new Set(dump.manifest.tables[table.name]!.columns);
  const columns = table.columns.filter(({ name }) => brought.has(name));
  const writer = new RowWriter(tx, table, [...columns, ...keyColumns(table), ...absent]);
  const refuse = (fault: BrokenDump["faults"][number]) => {
    throw new BrokenDump([fault]);
  };
  for await (const { row: theirs, line } of readRows(dump, table, refuse)) {
    onRow();
    if (identities.has(table.name, theirs)) continue;
    const row = identities.translate(table, theirs);
    if (table.name === "workspace" && as) row.key = as;
    if (table.name === "mailbox") row.sealed_password = "";
    for (const { entry, key, column } of keysOf(table, theirs)) {
      row[column] = key;
      await awaited.add(entry, key);
    }
    await writer.add({ row, line });
  }
  await writer.end();
}

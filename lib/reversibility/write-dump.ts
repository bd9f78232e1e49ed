import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { getSettings } from "@/lib/settings/environment";
import { PLATFORM_ID } from "@/lib/tenancy/actor";
import { insideSnapshot, type Snapshot } from "@/lib/tenancy/snapshot";
import { diagramOf } from "./diagram";
import { DumpDraft, type Progress } from "./dump-draft";
import type { DumpTable } from "./dump-table";
import { dumpFormat, type Manifest } from "./manifest";
import { MerkleByWorkspace } from "./merkle-by-workspace";
import { readMe } from "./read-me";
import { jsonSchemaOf } from "./row-schema";
import { columnsIn, isByWorkspace, rowsIn, type Scope } from "./scope";
import { dumpTables, entryOf } from "./tables";
import { writeFiles } from "./write-files";
import type { ZipWriter } from "./zip-writer";

/** PostgreSQL writes each row as a line of JSON, untouched: no JSON holds these two as they are. */
const asLines = "format csv, quote e'\\x01', delimiter e'\\x02'";
const asSheet = "format csv, delimiter ';', header";

/**
 * Writes everything of the scope, as it stands at one moment while people work, as the entries of one archive; gives its manifest,
 * which is the last of them. Memory stays the same whatever there is.
 */
export function writeDump(
  scope: Scope,
  openArchive: (at: Date) => ZipWriter,
  onProgress: (progress: Progress) => void,
) {
  return insideSnapshot(async (snapshot): Promise<Manifest> => {
    const archive = openArchive(new Date(snapshot.at));
    const draft = new DumpDraft(archive, onProgress);
    const workspaces = scope.workspace ? [scope.workspace.id] : [PLATFORM_ID, ...(await listWorkspaces(snapshot))];
    await measureAll(snapshot, scope, workspaces, draft);
    await writeDescriptions(draft, scope);
    const heads = new MerkleByWorkspace();
    const tables: Manifest["tables"] = {};
    for (const table of dumpTables) {
      const rows = await writeTable(snapshot, scope, workspaces, draft, table, heads);
      tables[table.name] = { entry: entryOf(table), rows, columns: columnsIn(scope, table).map(({ name }) => name) };
      await writeSheet(snapshot, scope, workspaces, draft, table);
    }
    await writeSeals(draft, scope);
    const files = await writeFiles(snapshot, scope, workspaces, draft);
    const manifest: Manifest = {
      format: dumpFormat,
      generator: "guichet",
      snapshotAt: snapshot.at,
      workspace: scope.workspace,
      tables,
      entries: draft.entries,
      files,
      journals: heads.roots(),
    };
    await draft.writeText("manifest.json", `${JSON.stringify(manifest, null, 1)}\n`);
    await archive.end();
    return manifest;
  });
}

async function listWorkspaces(snapshot: Snapshot): Promise<string[]> {
  return (await snapshot.ask<{ id: string }>("select id from workspace order by id")).map(({ id }) => id);
}

/** The questions that bring a table's rows, each with the workspace to be entered first. */
function questionsOf(scope: Scope, workspaces: string[], table: DumpTable): { within: string; where: string }[] {
  const [first] = workspaces;
  const places = !scope.workspace && isByWorkspace(table) ? workspaces : [null];
  return places.flatMap((within) => {
    const where = rowsIn(scope, table, within);
    return where === null ? [] : [{ within: within ?? first!, where }];
  });
}

async function measureAll(snapshot: Snapshot, scope: Scope, workspaces: string[], draft: DumpDraft) {
  for (const table of dumpTables)
    for (const { within, where } of questionsOf(scope, workspaces, table)) {
      await snapshot.enter(within);
      const [counted] = await snapshot.ask<{ rows: string }>(
        `select count(*) as rows from "${table.name}" where ${where}`,
      );
      draft.progress.rowsTotal += Number(counted!.rows);
    }
}

async function writeTable(
  snapshot: Snapshot,
  scope: Scope,
  workspaces: string[],
  draft: DumpDraft,
  table: DumpTable,
  heads: MerkleByWorkspace,
): Promise<number> {
  const columns = columnsIn(scope, table).map(({ name }) => `"${name}"`);
  async function* lines() {
    for (const { within, where } of questionsOf(scope, workspaces, table)) {
      await snapshot.enter(within);
      const rows = `select ${columns.join(", ")} from "${table.name}" where ${where} order by ${table.key.join(", ")}`;
      yield* snapshot.copyOut(`select row_to_json(r) from (${rows}) r`, asLines);
    }
  }
  const content = table.name === "chain" ? heads.watch(lines()) : lines();
  return draft.writeLines(entryOf(table), content);
}

/** The same for the eyes: a sheet that any office program opens. No cell of it can become a formula. */
async function writeSheet(snapshot: Snapshot, scope: Scope, workspaces: string[], draft: DumpDraft, table: DumpTable) {
  const columns = columnsIn(scope, table).map(({ name, type }) =>
    type === "text"
      ? `case when "${name}" ~ '^[=+@\\t\\r-]' then '''' || "${name}" else "${name}" end as "${name}"`
      : `"${name}"`,
  );
  async function* sheet() {
    yield Buffer.from("\uFEFF");
    let header = "";
    for (const { within, where } of questionsOf(scope, workspaces, table)) {
      await snapshot.enter(within);
      const rows = `select ${columns.join(", ")} from "${table.name}" where ${where} order by ${table.key.join(", ")}`;
      yield* snapshot.copyOut(rows, asSheet + header);
      header = " false";
    }
  }
  await draft.write(`csv/${table.name}.csv`, sheet());
}

async function writeDescriptions(draft: DumpDraft, scope: Scope) {
  const held = dumpTables.map((table) => ({ ...table, columns: columnsIn(scope, table) }));
  await draft.writeText("LISEZMOI.md", readMe(held, scope));
  await draft.writeText("diagramme.mmd", diagramOf(held));
  for (const { name, columns } of held)
    await draft.writeText(`schemas/${name}.json`, `${JSON.stringify(jsonSchemaOf(name, columns), null, 1)}\n`);
}

/** The seals that both parties hold, with the heads that they sealed. */
async function writeSeals(draft: DumpDraft, scope: Scope) {
  const folder = join(getSettings().dataFolder, "seals");
  const names = await readdir(folder).catch(() => []);
  for (const name of names.sort())
    if (/\.seal\.json(\.heads)?$/.test(name) && (!scope.workspace || name.startsWith(`${scope.workspace.key}-2`)))
      await draft.write(`journal/seals/${name}`, createReadStream(join(folder, name)) as AsyncIterable<Buffer>);
}

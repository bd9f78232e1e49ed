import { createWriteStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { and, eq } from "drizzle-orm";
import { itemImport, itemImportLine } from "@/db/schema";
import { Refusal } from "@/lib/access/refusals";
import { getStorage, receivingFolder } from "@/lib/files/storage";
import { listRelationTypes } from "@/lib/items/relation-queries";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import type { JobPayloads } from "@/lib/jobs/job";
import type { Attempt } from "@/lib/jobs/run-jobs";
import { readSheet } from "@/lib/sheet-reading/read-sheet";
import { type SheetFacts, type SheetRow, UnreadableSheet } from "@/lib/sheet-reading/sheet";
import { type Actor, personActor } from "@/lib/tenancy/actor";
import { ensureSoundMapping } from "./ensure-sound-mapping";
import { failItemImport } from "./fail-item-import";
import { guessMapping } from "./guess-mapping";
import type { ReadColumns } from "./item-import";
import { findLastMapping, getItemImport, type ItemImport } from "./item-import-queries";
import { keepRows } from "./keep-rows";
import { nameTitles } from "./name-titles";

const sampled = 3;

/** Reads the spreadsheet of an import into its lines; taken again after a crash, it starts over. */
export async function readItemImport(
  { accountId, importId }: JobPayloads["read-item-import"],
  { last }: Pick<Attempt, "last">,
) {
  const actor = personActor(accountId, "worker");
  const asked = await actor.transaction((tx) => getItemImport(tx, importId));
  if (asked.state !== "reading") return;
  const draft = join(receivingFolder(), `${importId}.sheet`);
  try {
    await mkdir(receivingFolder(), { recursive: true });
    await pipeline(await getStorage().open(asked.storageKey), createWriteStream(draft));
    await finish(actor, asked, await readLines(actor, asked, draft));
  } catch (error) {
    const known = error instanceof UnreadableSheet || error instanceof Refusal;
    if (!known && !last) throw error;
    const refusal = known ? error : { code: "import-stopped" };
    await failItemImport(actor, importId, refusal);
  } finally {
    await rm(draft, { force: true });
  }
}

interface Read {
  columns: ReadColumns;
  total: number;
}

async function readLines(actor: Actor, { workspaceId, id }: ItemImport, file: string): Promise<Read> {
  await actor.transaction((tx) => tx.delete(itemImportLine).where(eq(itemImportLine.importId, id)));
  let facts: SheetFacts | undefined;
  let titles: string[] | undefined;
  const samples: SheetRow[] = [];
  let total = 0;
  for await (const batch of readSheet(file, (told) => (facts = told))) {
    titles ??= nameTitles(batch.shift()!.cells);
    samples.push(...batch.slice(0, sampled - samples.length));
    total += batch.length;
    await actor.transaction(async (tx) => {
      await keepRows(tx, { workspaceId, importId: id }, batch);
      await tx.update(itemImport).set({ done: total }).where(eq(itemImport.id, id));
    });
  }
  if (!titles || total === 0) throw new UnreadableSheet("sheet-empty");
  return { total, columns: { titles, samples: titles.map((_, place) => sampleOf(samples, place)), ...facts } };
}

const longestSample = 60;

function sampleOf(rows: SheetRow[], place: number): string[] {
  return rows.map(({ cells }) => (cells[place] ?? "").slice(0, longestSample)).filter(Boolean);
}

/** To the screen of columns; or, when it was said from the start what each one feeds, to the judgement. */
async function finish(actor: Actor, asked: ItemImport, { columns, total }: Read) {
  await actor.transaction(async (tx) => {
    const told = Object.keys(asked.mapping).length > 0;
    if (told) await ensureSoundMapping(tx, { ...asked, columns }, asked.mapping);
    const relationTypes = await listRelationTypes(tx, asked.workspaceId);
    const last = told ? asked.mapping : await findLastMapping(tx, asked);
    const guessed = guessMapping(columns.titles, { fields: asked.typeFields, relationTypes, last });
    const settled = await tx
      .update(itemImport)
      .set({
        ...{ columns, total, done: 0, state: told ? "judging" : "mapping" },
        mapping: told ? asked.mapping : guessed,
      })
      .where(and(eq(itemImport.id, asked.id), eq(itemImport.state, "reading")))
      .returning({ accountId: itemImport.accountId });
    if (told && settled[0])
      await enqueueJob(tx, "judge-item-import", { accountId: settled[0].accountId, importId: asked.id });
  });
}

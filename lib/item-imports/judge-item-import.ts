import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { itemImport, itemImportLine } from "@/db/schema";
import type { JobPayloads } from "@/lib/jobs/job";
import type { Attempt } from "@/lib/jobs/run-jobs";
import { type Actor, personActor, type Transaction } from "@/lib/tenancy/actor";
import { failItemImport } from "./fail-item-import";
import { getItemImport, type ItemImport } from "./item-import-queries";
import { type Judged, judgeLine } from "./judge-line";
import { gatherLineFacts } from "./line-facts";

const atOnce = 2_000;

/** Judges the lines of an import as its author reads the items, some at a time; taken again after a crash, it goes on. */
export async function judgeItemImport(
  { accountId, importId }: JobPayloads["judge-item-import"],
  { last }: Pick<Attempt, "last">,
) {
  const actor = personActor(accountId, "worker");
  try {
    await actor.transaction((tx) => forgetJudgements(tx, importId));
    while (await judgeSome(actor, importId));
  } catch (error) {
    if (!last) throw error;
    await failItemImport(actor, importId, { code: "import-stopped" });
  }
}

/** What an earlier mapping said of the lines says nothing now. */
async function forgetJudgements(tx: Transaction, importId: string) {
  const read = await getItemImport(tx, importId);
  if (read.state !== "judging" || read.done > 0) return;
  await tx.execute(sql`update item_import_line set action = null, reason = null, external_key = null, item_id = null, state = null
    where import_id = ${importId}::uuid and action is not null`);
}

/** Whether there may be more to do. */
function judgeSome(actor: Actor, importId: string): Promise<boolean> {
  return actor.transaction(async (tx) => {
    // Of two workers that judge the same import, one waits.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${importId}, 0)),
      -- What was just read in or applied has no statistics yet: a plan made for an empty table reads it whole for each slice.
      set_config('enable_seqscan', 'off', true)`);
    const read = await getItemImport(tx, importId);
    if (read.state !== "judging") return false;
    const lines = await tx
      .select({ line: itemImportLine.line, cells: itemImportLine.cells })
      .from(itemImportLine)
      .where(and(eq(itemImportLine.importId, importId), isNull(itemImportLine.action)))
      .orderBy(asc(itemImportLine.line))
      .limit(atOnce);
    if (lines.length === 0) {
      await refuseRepeated(tx, read);
      await tx
        .update(itemImport)
        .set({ state: "previewed", done: read.total, previewedAt: new Date() })
        .where(eq(itemImport.id, importId));
      return false;
    }
    const facts = await gatherLineFacts(
      tx,
      read,
      lines.map(({ cells }) => cells as string[]),
    );
    await keepJudgements(
      tx,
      read,
      lines.map(({ line, cells }) => ({ line, ...judgeLine(cells as string[], facts) })),
    );
    await tx
      .update(itemImport)
      .set({ done: sql`${itemImport.done} + ${lines.length}` })
      .where(eq(itemImport.id, importId));
    return true;
  });
}

async function keepJudgements(tx: Transaction, { workspaceId, id }: ItemImport, judged: (Judged & { line: number })[]) {
  const rows = judged.map(({ reason, ...line }) => ({ ...line, reason: reason && JSON.stringify(reason) }));
  await tx.execute(sql`
    update item_import_line l set action = r.action, reason = r.reason, external_key = r."externalKey", item_id = r."itemId", state = r.state
      from json_to_recordset(${JSON.stringify(rows)}::text::json)
        as r(line integer, action text, reason text, "externalKey" text, "itemId" uuid, state jsonb)
     where l.workspace_id = ${workspaceId}::uuid and l.import_id = ${id}::uuid and l.line = r.line`);
}

/** A sheet that says an item twice is right about it once at most: the first line counts, and the others are told. */
async function refuseRepeated(tx: Transaction, { workspaceId, id }: ItemImport) {
  await tx.execute(sql`
    update item_import_line l set action = 'refuse', item_id = null, state = null,
        reason = json_build_object('code', 'twice-in-sheet', 'details', json_build_object('line', r.first))::text
      from (select line, first_value(line) over same as first
              from item_import_line where import_id = ${id}::uuid and action <> 'refuse'
            window same as (partition by case when action = 'create' then coalesce('key ' || external_key, 'name ' || (state ->> 'name'))
              else item_id::text end order by line)) r
     where l.workspace_id = ${workspaceId}::uuid and l.import_id = ${id}::uuid and l.line = r.line and r.line <> r.first`);
}

import { eq, sql } from "drizzle-orm";
import { itemImport } from "@/db/schema";
import { authorizeItem } from "@/lib/access/ability";
import { Refusal } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import type { JobPayloads } from "@/lib/jobs/job";
import type { Attempt } from "@/lib/jobs/run-jobs";
import { recordEvent } from "@/lib/journal/record-event";
import { type Actor, personActor, type Transaction } from "@/lib/tenancy/actor";
import { failItemImport } from "./fail-item-import";
import { countLines, getItemImport, type ItemImport } from "./item-import-queries";
import { writeChanges, writeNewItems, writeRelations } from "./write-lines";

/** Writes all that a preview showed in one transaction: whole, or as if nothing had been; taken again after a crash, it starts over. */
export async function applyItemImport(
  { accountId, importId }: JobPayloads["apply-item-import"],
  { last }: Pick<Attempt, "last">,
) {
  const actor = personActor(accountId, "worker");
  try {
    await actor.transaction((tx) => apply(tx, actor, importId));
  } catch (error) {
    if (!(error instanceof Refusal) && !last) throw error;
    await failItemImport(actor, importId, { code: error instanceof Refusal ? error.code : "import-stopped" });
  }
}

async function apply(tx: Transaction, actor: Actor, importId: string) {
  // Of two workers that apply the same import, the second finds it applied.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${importId}, 0))`);
  const read = await getItemImport(tx, importId);
  if (read.state !== "applying") return;
  authorizeItem(await getRights(tx), read);
  // Triggers keep the plan made for tables that were small when they began.
  await tx.execute(
    sql`select set_config('app.import_id', ${importId}, true), set_config('enable_seqscan', 'off', true)`,
  );
  const tell = (done: number) => tellHowFar(actor, read, done);
  const created = await writeNewItems(tx, read, tell);
  const changed = await writeChanges(tx, read, (done) => tell(created + done));
  const related = await writeRelations(tx, read);
  await tx
    .update(itemImport)
    .set({ state: "applied", done: created + changed, appliedAt: sql`clock_timestamp()` as never })
    .where(eq(itemImport.id, importId));
  const { workspaceId, name, sha256, typeCode: type } = read;
  const { same, refuse: refused } = await countLines(tx, importId);
  await recordEvent(tx, {
    type: "itemImport.applied",
    workspaceId,
    payload: { importId, name, sha256, type, created, changed, same, refused, related },
  });
}

/** In a transaction of its own: the one that writes shows nothing before its end. */
async function tellHowFar(actor: Actor, { id }: ItemImport, done: number) {
  await actor.transaction((tx) => tx.update(itemImport).set({ done }).where(eq(itemImport.id, id)));
}

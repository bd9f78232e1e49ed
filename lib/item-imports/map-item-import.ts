import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { itemImport } from "@/db/schema";
import { authorizeItem } from "@/lib/access/ability";
import { Conflict } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { ensureSoundMapping } from "./ensure-sound-mapping";
import { Mapping } from "./item-import";
import { getItemImport } from "./item-import-queries";

export const MapItemImportInput = z.strictObject({ import: z.guid(), mapping: Mapping });

/**
 * Says what each column feeds, and has every line judged by it; a preview can be asked again until it is confirmed. Throws NotFound,
 * Forbidden, Invalid (a target twice, unknown, or nothing that names an item) or Conflict (too early, or too late).
 */
export async function mapItemImport(actor: Actor, input: z.input<typeof MapItemImportInput>) {
  const { import: id, mapping } = MapItemImportInput.parse(input);
  return actor.transaction(async (tx) => {
    const read = await getItemImport(tx, id);
    authorizeItem(await getRights(tx), read);
    await ensureSoundMapping(tx, read, mapping);
    const moved = await tx
      .update(itemImport)
      .set({ mapping, state: "judging", done: 0, previewedAt: null })
      .where(and(eq(itemImport.id, id), inArray(itemImport.state, ["mapping", "previewed"])))
      .returning({ accountId: itemImport.accountId });
    if (!moved[0]) throw new Conflict("import-elsewhere");
    const { workspaceId } = read;
    await recordEvent(tx, { type: "itemImport.mapped", workspaceId, payload: { importId: id, mapping } });
    await enqueueJob(tx, "judge-item-import", { accountId: moved[0].accountId, importId: id });
    return getItemImport(tx, id);
  });
}

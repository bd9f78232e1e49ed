import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { itemImport } from "@/db/schema";
import { authorizeItem } from "@/lib/access/ability";
import { Conflict } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { countLines, getItemImport } from "./item-import-queries";

export const ConfirmItemImportInput = z.strictObject({ import: z.guid() });

/** Has what the preview shows done, in one piece. Throws NotFound, Forbidden or Conflict (no preview, or nothing to do in it). */
export async function confirmItemImport(actor: Actor, input: z.input<typeof ConfirmItemImportInput>) {
  const { import: id } = ConfirmItemImportInput.parse(input);
  return actor.transaction(async (tx) => {
    const read = await getItemImport(tx, id);
    authorizeItem(await getRights(tx), read);
    const counts = await countLines(tx, id);
    if (read.state === "previewed" && counts.create + counts.update === 0) throw new Conflict("import-does-nothing");
    const moved = await tx
      .update(itemImport)
      .set({ state: "applying", done: 0, total: counts.create + counts.update })
      .where(and(eq(itemImport.id, id), eq(itemImport.state, "previewed")))
      .returning({ accountId: itemImport.accountId });
    if (!moved[0]) throw new Conflict("import-elsewhere");
    const { workspaceId } = read;
    await recordEvent(tx, { type: "itemImport.confirmed", workspaceId, payload: { importId: id, ...counts } });
    await enqueueJob(tx, "apply-item-import", { accountId: moved[0].accountId, importId: id });
    return getItemImport(tx, id);
  });
}

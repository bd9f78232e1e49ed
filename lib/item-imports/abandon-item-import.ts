import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { itemImport } from "@/db/schema";
import { Conflict } from "@/lib/access/refusals";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { getItemImport } from "./item-import-queries";

export const AbandonItemImportInput = z.strictObject({ import: z.guid() });

/** Leaves an import there before anything of it is written. Throws NotFound, or Conflict once it was confirmed. */
export async function abandonItemImport(actor: Actor, input: z.input<typeof AbandonItemImportInput>) {
  const { import: id } = AbandonItemImportInput.parse(input);
  return actor.transaction(async (tx) => {
    const { workspaceId } = await getItemImport(tx, id);
    const left = await tx
      .update(itemImport)
      .set({ state: "abandoned" })
      .where(and(eq(itemImport.id, id), inArray(itemImport.state, ["reading", "mapping", "judging", "previewed"])))
      .returning({ id: itemImport.id });
    if (left.length === 0) throw new Conflict("import-elsewhere");
    await recordEvent(tx, { type: "itemImport.abandoned", workspaceId, payload: { importId: id } });
  });
}

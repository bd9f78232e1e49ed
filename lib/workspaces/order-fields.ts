import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { field } from "@/db/schema";
import { authorizeWorkspace } from "@/lib/access/ability";
import { Conflict } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { FieldCode, mostFields } from "./field";
import { listFields } from "./field-queries";
import { WorkspaceKey } from "./workspace";
import { lockWorkspace } from "./workspace-queries";

export const OrderFieldsInput = z.strictObject({
  workspace: WorkspaceKey,
  /** Every field that is not archived, once, in the order wanted. */
  codes: z.array(FieldCode).min(1).max(mostFields),
});

/** Sets the order in which forms and tickets show the fields. Throws NotFound, Forbidden or Conflict (the list is no longer that one). */
export async function orderFields(actor: Actor, input: z.input<typeof OrderFieldsInput>) {
  const asked = OrderFieldsInput.parse(input);
  return actor.transaction(async (tx) => {
    const place = await lockWorkspace(tx, asked.workspace);
    authorizeWorkspace(await getRights(tx), "manageSettings", place.id);
    const before = (await listFields(tx, place.id)).filter((row) => row.archivedAt === null).map((row) => row.code);
    if (before.join() === asked.codes.join()) return before;
    if ([...before].sort().join() !== [...asked.codes].sort().join()) throw new Conflict("stale", before);
    for (const [index, code] of asked.codes.entries())
      await tx
        .update(field)
        .set({ position: index + 1 })
        .where(and(eq(field.workspaceId, place.id), eq(field.code, code)));
    await recordEvent(tx, {
      type: "field.changed",
      workspaceId: place.id,
      payload: { changed: { order: [before, asked.codes] } },
    });
    return asked.codes;
  });
}

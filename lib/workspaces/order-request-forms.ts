import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { requestForm } from "@/db/schema";
import { authorizeWorkspace } from "@/lib/access/ability";
import { Conflict } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { mostForms, RequestFormCode } from "./request-form";
import { listRequestForms } from "./request-form-queries";
import { WorkspaceKey } from "./workspace";
import { lockWorkspace } from "./workspace-queries";

export const OrderRequestFormsInput = z.strictObject({
  workspace: WorkspaceKey,
  /** Every form that is not archived, once, in the order wanted. */
  codes: z.array(RequestFormCode).min(1).max(mostForms),
});

/** Sets the order of the catalogue. Throws NotFound, Forbidden or Conflict (the list is no longer that one). */
export async function orderRequestForms(actor: Actor, input: z.input<typeof OrderRequestFormsInput>) {
  const asked = OrderRequestFormsInput.parse(input);
  return actor.transaction(async (tx) => {
    const place = await lockWorkspace(tx, asked.workspace);
    authorizeWorkspace(await getRights(tx), "manageSettings", place.id);
    const before = (await listRequestForms(tx, place.id))
      .filter((row) => row.archivedAt === null)
      .map((row) => row.code);
    if (before.join() === asked.codes.join()) return before;
    if ([...before].sort().join() !== [...asked.codes].sort().join()) throw new Conflict("stale", before);
    for (const [index, code] of asked.codes.entries())
      await tx
        .update(requestForm)
        .set({ position: index + 1 })
        .where(and(eq(requestForm.workspaceId, place.id), eq(requestForm.code, code)));
    await recordEvent(tx, {
      type: "form.changed",
      workspaceId: place.id,
      payload: { changed: { order: [before, asked.codes] } },
    });
    return asked.codes;
  });
}

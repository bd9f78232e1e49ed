import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { changeTemplate } from "@/db/schema";
import { mayWorkspace } from "@/lib/access/ability";
import { Conflict, Forbidden } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { getChangeTemplate } from "./change-template-queries";

export const ArchiveChangeTemplateInput = z.strictObject({ template: z.uuid() });

/** Takes a template out of use; the changes that were made from it stay approved. Throws NotFound, Forbidden or Conflict. */
export async function archiveChangeTemplate(actor: Actor, input: z.input<typeof ArchiveChangeTemplateInput>) {
  const asked = ArchiveChangeTemplateInput.parse(input);
  return actor.transaction(async (tx) => {
    const read = await getChangeTemplate(tx, asked.template);
    const rights = await getRights(tx);
    const may = (["decideApprovals", "manageSettings"] as const).some((action) =>
      mayWorkspace(rights, action, read.workspaceId),
    );
    if (!may) throw new Forbidden();
    const archived = await tx
      .update(changeTemplate)
      .set({ archivedAt: sql`now()` as never })
      .where(
        and(
          eq(changeTemplate.workspaceId, read.workspaceId),
          eq(changeTemplate.id, read.id),
          isNull(changeTemplate.archivedAt),
        ),
      )
      .returning({ id: changeTemplate.id });
    if (archived.length === 0) throw new Conflict("template-archived");
    await recordEvent(tx, {
      type: "changeTemplate.archived",
      workspaceId: read.workspaceId,
      payload: { templateId: read.id, title: read.title },
    });
    return getChangeTemplate(tx, read.id);
  });
}

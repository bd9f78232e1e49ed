import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { relationType } from "@/db/schema";
import { authorizeWorkspace } from "@/lib/access/ability";
import { NotFound } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { archival, differences } from "@/lib/workspaces/differences";
import { lockWorkspace } from "@/lib/workspaces/workspace-queries";
import { ChangeRelationTypeInput } from "./relation-type";

const names = ["labelFr", "labelEn", "reverseFr", "reverseEn", "impact", "archived"] as const;

/** Relabels, archives or restores a relation type of a workspace's own, or says how impact travels along it, at once for all its relations. Throws NotFound or Forbidden. */
export async function changeRelationType(actor: Actor, input: z.input<typeof ChangeRelationTypeInput>) {
  const { workspace, type, archived, ...asked } = ChangeRelationTypeInput.parse(input);
  return actor.transaction(async (tx) => {
    const { id: workspaceId } = await lockWorkspace(tx, workspace);
    authorizeWorkspace(await getRights(tx), "manageSettings", workspaceId);
    const own = and(eq(relationType.workspaceId, workspaceId), eq(relationType.code, type));
    const [read] = await tx.select().from(relationType).where(own);
    if (!read) throw new NotFound("unknown-relation-type");
    const changed = differences(read, { ...asked, archived }, [...names]);
    if (Object.keys(changed).length === 0) return read;
    const [written] = await tx
      .update(relationType)
      .set({ ...asked, ...archival(archived, read) })
      .where(own)
      .returning();
    await recordEvent(tx, { type: "relationType.changed", workspaceId, payload: { code: type, changed } });
    return written!;
  });
}

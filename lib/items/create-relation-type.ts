import { sql } from "drizzle-orm";
import type { z } from "zod";
import { relationType } from "@/db/schema";
import { authorizeWorkspace } from "@/lib/access/ability";
import { Conflict } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { codeOf } from "@/lib/workspaces/category";
import { lockWorkspace } from "@/lib/workspaces/workspace-queries";
import { CreateRelationTypeInput } from "./relation-type";

/** Adds a way in which a workspace's items stand to one another, said from both ends. Throws NotFound, Forbidden or Conflict. */
export async function createRelationType(actor: Actor, input: z.input<typeof CreateRelationTypeInput>) {
  const { workspace, ...facts } = CreateRelationTypeInput.parse(input);
  return actor.transaction(async (tx) => {
    const { id: workspaceId } = await lockWorkspace(tx, workspace);
    authorizeWorkspace(await getRights(tx), "manageSettings", workspaceId);
    const last = sql`(select coalesce(max(t.position), 0) + 1 from relation_type t where t.workspace_id = ${workspaceId})`;
    const [created] = await tx
      .insert(relationType)
      .values({ workspaceId, code: codeOf(facts.labelFr), position: last as never, ...facts })
      .onConflictDoNothing()
      .returning();
    if (!created) throw new Conflict("relation-type-taken");
    await recordEvent(tx, { type: "relationType.created", workspaceId, payload: { code: created.code, ...facts } });
    return created;
  });
}

import { sql } from "drizzle-orm";
import { z } from "zod";
import { authorizeGranting } from "@/lib/access/delegation";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor, Transaction } from "@/lib/tenancy/actor";
import { GrantLevel } from "./grant";
import { getMembership } from "./membership-queries";
import { ProjectKey } from "./project";
import { getProject } from "./project-queries";

export const SetGrantInput = z.strictObject({ project: ProjectKey, account: z.string().max(254), level: GrantLevel });

/** Sets what a member may do on a project, effective at his next request. Throws NotFound or Forbidden. */
export async function setGrant(actor: Actor, input: z.input<typeof SetGrantInput>) {
  const asked = SetGrantInput.parse(input);
  return actor.transaction(async (tx) => {
    const place = await getProject(tx, asked.project);
    const rights = await getRights(tx);
    authorizeGranting(rights, place, "somebody", asked.level);
    const member = await getMembership(tx, place.workspaceId, asked.account);
    authorizeGranting(rights, place, member.accountId, asked.level);
    const before = await writeLevel(tx, place, member.accountId, asked.level);
    const given = { project: place.key, account: member.mail, name: member.name, level: asked.level };
    if (before === asked.level) return given;
    await recordEvent(tx, {
      type: asked.level === "none" ? "grant.withdrawn" : "grant.given",
      workspaceId: place.workspaceId,
      payload: { projectId: place.id, project: place.key, accountId: member.accountId, level: [before, asked.level] },
    });
    return given;
  });
}

/** Gives back the level that stood before, read under the lock of the write itself. */
async function writeLevel(
  tx: Transaction,
  place: { workspaceId: string; id: string },
  accountId: string,
  level: GrantLevel,
): Promise<GrantLevel> {
  const [written] =
    level === "none"
      ? await tx.execute<{ before: GrantLevel | null }>(sql`
          delete from project_grant
          where workspace_id = ${place.workspaceId} and project_id = ${place.id} and account_id = ${accountId}
          returning old.level as before`)
      : await tx.execute<{ before: GrantLevel | null }>(sql`
          insert into project_grant (workspace_id, project_id, account_id, level, given_by)
          values (${place.workspaceId}, ${place.id}, ${accountId}, ${level}, ${tx.asking.accountId})
          on conflict (workspace_id, project_id, account_id) do update
            set level = excluded.level, given_at = now(), given_by = excluded.given_by
            where project_grant.level <> excluded.level
          returning old.level as before`);
  // No row written: there was none to withdraw, or that level stood already.
  return written ? (written.before ?? "none") : level;
}

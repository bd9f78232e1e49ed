import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { projectGrant } from "@/db/schema";
import { authorizeGranting } from "@/lib/access/delegation";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor, Transaction } from "@/lib/tenancy/actor";
import { type GrantLevel, grantLevels } from "./grant";
import { findLevel } from "./grant-queries";
import { getMembership } from "./membership-queries";
import { ProjectKey } from "./project";
import { lockProject } from "./project-queries";

export const SetGrantInput = z.strictObject({
  project: ProjectKey,
  account: z.string().max(254),
  level: z.enum(grantLevels),
});

/** Sets what a member may do on a project, effective at his next request. Throws NotFound or Forbidden. */
export async function setGrant(actor: Actor, input: z.input<typeof SetGrantInput>) {
  const asked = SetGrantInput.parse(input);
  return actor.transaction(async (tx) => {
    const place = await lockProject(tx, asked.project);
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

async function writeLevel(
  tx: Transaction,
  place: { workspaceId: string; id: string },
  accountId: string,
  level: GrantLevel,
): Promise<GrantLevel> {
  const row = { workspaceId: place.workspaceId, projectId: place.id, accountId };
  const before = await findLevel(tx, row);
  if (before === level) return before;
  const where = and(
    eq(projectGrant.workspaceId, row.workspaceId),
    eq(projectGrant.projectId, row.projectId),
    eq(projectGrant.accountId, accountId),
  );
  const given = { level: level as "read" | "write", givenBy: tx.asking.accountId };
  if (level === "none") await tx.delete(projectGrant).where(where);
  else if (before === "none") await tx.insert(projectGrant).values({ ...row, ...given });
  else
    await tx
      .update(projectGrant)
      .set({ ...given, givenAt: sql`now()` })
      .where(where);
  return before;
}

import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { account, priorityRule, project, status } from "@/db/schema";
import { NotFound } from "@/lib/access/refusals";
import type { Transaction } from "@/lib/tenancy/actor";
import type { Kind } from "./ticket";

const usualPriority = 3;

interface Asked {
  project: string;
  kind: Kind;
  impact: number;
  urgency: number;
}

/**
 * Where a ticket is opened and in which state, in one journey: the project, the first status of the kind (null when an administrator
 * archived them all), the priority of the matrix, and the mail address of whoever opens it. Throws NotFound.
 */
export async function getOpeningPlace(tx: Transaction, { project: key, kind, impact, urgency }: Asked) {
  const first = tx
    .select({ id: status.id, code: status.code, phase: status.phase })
    .from(status)
    .where(
      and(
        eq(status.workspaceId, project.workspaceId),
        eq(status.kind, kind),
        eq(status.phase, "new"),
        isNull(status.archivedAt),
      ),
    )
    .orderBy(asc(status.position))
    .limit(1)
    .as("first_status");
  const { workspaceId, impact: ofImpact, urgency: ofUrgency } = priorityRule;
  const [found] = await tx
    .select({
      id: project.id,
      workspaceId: project.workspaceId,
      key: project.key,
      status: { id: first.id, code: first.code, phase: first.phase },
      priority: sql<number>`coalesce(${priorityRule.priority}, ${sql.raw(String(usualPriority))})`,
      ownMail: account.mail,
    })
    .from(project)
    .leftJoinLateral(first, sql`true`)
    .leftJoin(priorityRule, and(eq(workspaceId, project.workspaceId), eq(ofImpact, impact), eq(ofUrgency, urgency)))
    .leftJoin(account, eq(account.id, tx.asking.accountId!))
    .where(and(eq(project.key, key.trim().toUpperCase()), isNull(project.archivedAt)));
  if (!found) throw new NotFound("unknown-project");
  return found;
}

import { and, eq, isNull, sql } from "drizzle-orm";
import { participant, project } from "@/db/schema";
import { Invalid } from "@/lib/access/refusals";
import type { Transaction } from "@/lib/tenancy/actor";
import { getMember } from "@/lib/tickets/participant-queries";
import { getCategory, getPriority, type Ticket } from "@/lib/tickets/ticket-queries";

export type EditFacts = Awaited<ReturnType<typeof readEditFacts>>;

/** What judging many tickets asks again and again, each thing asked once of the database. Each throws Invalid as the verbs do. */
export async function readEditFacts(tx: Transaction, tickets: Ticket[]) {
  const parts = await tx
    .select({ ticketId: participant.ticketId, accountId: participant.accountId, leftAt: participant.leftAt })
    .from(participant)
    .where(sql`${participant.ticketId} = any(${sql.param(tickets.map(({ id }) => id))}::uuid[])`);
  const keyOf = ({ ticketId, accountId }: (typeof parts)[number]) => `${ticketId} ${accountId}`;
  const taking = new Set(parts.filter(({ leftAt }) => leftAt === null).map(keyOf));
  const known = new Set(parts.map(keyOf));
  return {
    /** Now, or before he left. */
    tookPart: (ticketId: string, accountId: string) => known.has(`${ticketId} ${accountId}`),
    takesPart: (ticketId: string, accountId: string) => taking.has(`${ticketId} ${accountId}`),
    categoryId: once(async (workspaceId: string, code: string | null) =>
      code === null ? null : (await getCategory(tx, workspaceId, code)).id,
    ),
    memberId: once(
      async (workspaceId: string, mail: string, field: string) => (await getMember(tx, workspaceId, mail, field)).id,
    ),
    priority: once((workspaceId: string, impact: number, urgency: number) =>
      getPriority(tx, workspaceId, impact, urgency),
    ),
    place: once((workspaceId: string, key: string) => getPlace(tx, workspaceId, key)),
  };
}

async function getPlace(tx: Transaction, workspaceId: string, key: string) {
  const [found] = await tx
    .select({ id: project.id, key: project.key, workspaceId: project.workspaceId })
    .from(project)
    .where(
      and(eq(project.workspaceId, workspaceId), eq(project.key, key.trim().toUpperCase()), isNull(project.archivedAt)),
    );
  if (!found) throw new Invalid("unknown-project", "project");
  return found;
}

function once<Asked extends unknown[], Answer>(ask: (...asked: Asked) => Promise<Answer>) {
  const answers = new Map<string, Promise<Answer>>();
  return (...asked: Asked): Promise<Answer> => {
    const key = JSON.stringify(asked);
    const answer = answers.get(key) ?? ask(...asked);
    answers.set(key, answer);
    return answer;
  };
}

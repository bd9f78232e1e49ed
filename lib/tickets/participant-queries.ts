import { and, asc, eq, isNull, type SQL } from "drizzle-orm";
import { account, membership, participant } from "@/db/schema";
import { Invalid, NotFound } from "@/lib/access/refusals";
import type { Transaction } from "@/lib/tenancy/actor";
import { findPeople } from "./people-queries";

type OfTicket = { workspaceId: string; id: string };

/** Who takes part in a ticket now, the requester first, each with why. */
export async function listParticipants(tx: Transaction, ticket: OfTicket) {
  return withNames(
    tx,
    await selectParticipants(tx, ticket).orderBy(asc(participant.addedAt), asc(participant.accountId)),
  );
}

/** Somebody's part in a ticket. Throws NotFound when he takes none, or has left. */
export async function getParticipant(tx: Transaction, ticket: OfTicket, accountId: string) {
  const [found] = await withNames(tx, await selectParticipants(tx, ticket, eq(participant.accountId, accountId)));
  if (!found) throw new NotFound("not-a-participant");
  return found;
}

function selectParticipants(tx: Transaction, ticket: OfTicket, condition?: SQL) {
  return tx
    .select({
      accountId: participant.accountId,
      role: participant.role,
      addedAt: participant.addedAt,
    })
    .from(participant)
    .where(
      and(
        eq(participant.workspaceId, ticket.workspaceId),
        eq(participant.ticketId, ticket.id),
        isNull(participant.leftAt),
        condition,
      ),
    )
    .$dynamic();
}

async function withNames<Row extends { accountId: string }>(tx: Transaction, rows: Row[]) {
  const people = await findPeople(
    tx,
    rows.map((row) => row.accountId),
  );
  return rows.map((row) => {
    const person = people.get(row.accountId);
    return { ...row, name: person?.name ?? null, mail: person?.mail ?? null };
  });
}

/** An active member of the workspace, by mail address. Throws Invalid with the input's `field` when there is none. */
export async function getMember(tx: Transaction, workspaceId: string, mail: string, field: string) {
  const [found] = await tx
    .select({ id: account.id, name: account.name, mail: account.mail })
    .from(account)
    .innerJoin(membership, and(eq(membership.accountId, account.id), eq(membership.workspaceId, workspaceId)))
    .where(and(eq(account.mail, mail.trim().toLowerCase()), isNull(membership.endedAt), isNull(account.suspendedAt)));
  if (!found) throw new Invalid("not-a-member", field);
  return found;
}

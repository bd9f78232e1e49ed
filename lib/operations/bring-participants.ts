import { and, eq, isNull } from "drizzle-orm";
import { participant } from "@/db/schema";
import { recordEvents } from "@/lib/journal/record-event";
import type { Transaction } from "@/lib/tenancy/actor";
import type { Before, Part } from "@/lib/tickets/keep-operation";
import { setParticipant } from "@/lib/tickets/set-participant";

type OfTicket = { workspaceId: string; id: string };

/** Who takes part in a ticket takes part in the other one from then on; whom that brought is noted in `brought`. */
export async function bringParticipants(tx: Transaction, from: OfTicket, into: OfTicket, brought: Before) {
  const people = await tx
    .select({ accountId: participant.accountId })
    .from(participant)
    .where(and(ofTicket(from), isNull(participant.leftAt)));
  await bringPeople(
    tx,
    people.map(({ accountId }) => accountId),
    into,
    brought,
  );
}

/** The same for people who are named. */
export async function bringPeople(tx: Transaction, people: string[], into: OfTicket, brought: Before) {
  const there = await tx.select().from(participant).where(ofTicket(into));
  const missing = [...new Set(people)].filter(
    (id) => !there.some((one) => one.accountId === id && one.leftAt === null),
  );
  for (const accountId of missing) {
    const before = there.find((one) => one.accountId === accountId);
    await setParticipant(tx, into, accountId, "watcher");
    if (!before) brought.joined!.push(accountId);
    else {
      const role = before.role === "requester" ? before.role : "watcher";
      brought.parts!.push({ accountId, before: partOf(before), after: { role, leftAt: null, leftBy: null } });
    }
  }
  await recordEvents(
    tx,
    missing.map((accountId) => ({
      type: "participant.added",
      workspaceId: into.workspaceId,
      ticketId: into.id,
      payload: { accountId, role: "watcher" },
    })),
  );
}

function partOf({ role, leftAt, leftBy }: typeof participant.$inferSelect): Part {
  return { role, leftAt: leftAt?.toISOString() ?? null, leftBy };
}

function ofTicket({ workspaceId, id }: OfTicket) {
  return and(eq(participant.workspaceId, workspaceId), eq(participant.ticketId, id));
}

import { and, asc, eq } from "drizzle-orm";
import { stageStep, verification } from "@/db/schema";
import type { Transaction } from "@/lib/tenancy/actor";
import { hasApproval } from "@/lib/tickets/approval-standing";
import { findPeople } from "@/lib/tickets/people-queries";
import { type Environment, environments } from "./release";

type OfTicket = { workspaceId: string; id: string };

export type Release = Awaited<ReturnType<typeof readRelease>>;

/** What happened to a release in each environment, and its verifications, oldest first, with who said so. */
export async function readRelease(tx: Transaction, ticket: OfTicket) {
  const [steps, verifications, approved] = await Promise.all([
    listSteps(tx, ticket),
    listVerifications(tx, ticket),
    listApproved(tx, ticket),
  ]);
  const people = await findPeople(tx, [
    ...steps.map(({ by }) => by),
    ...verifications.flatMap(({ createdBy, decidedBy }) => [createdBy, decidedBy]),
  ]);
  const nameOf = (id: string | null) => (id && people.get(id)?.name) || null;
  return {
    approved,
    steps: steps.map((one) => ({ ...one, byName: nameOf(one.by) })),
    verifications: verifications.map((one) => ({ ...one, decidedByName: nameOf(one.decidedBy) })),
  };
}

export function listSteps(tx: Transaction, { workspaceId, id }: OfTicket) {
  return tx
    .select({
      id: stageStep.id,
      environment: stageStep.environment,
      step: stageStep.step,
      reason: stageStep.reason,
      at: stageStep.at,
      by: stageStep.by,
    })
    .from(stageStep)
    .where(and(eq(stageStep.workspaceId, workspaceId), eq(stageStep.ticketId, id)))
    .orderBy(asc(stageStep.at), asc(stageStep.id));
}

/** The environments for which the decision asked of named people was given, as the release stands. */
export async function listApproved(tx: Transaction, ticket: OfTicket): Promise<Environment[]> {
  const approved: Environment[] = [];
  for (const environment of environments)
    if (await hasApproval(tx, { ...ticket, kind: "release" }, environment)) approved.push(environment);
  return approved;
}

export function listVerifications(tx: Transaction, { workspaceId, id }: OfTicket) {
  return tx
    .select()
    .from(verification)
    .where(and(eq(verification.workspaceId, workspaceId), eq(verification.ticketId, id)))
    .orderBy(asc(verification.createdAt), asc(verification.id));
}

import { findReferredTicket } from "./directory-queries";
import type { ThreadFact } from "./verdict";

/** A ticket that a message points at, before it is known whether its sender may write there. */
export type ThreadClaim = Omit<ThreadFact, "senderMayWrite" | "senderMaySee">;

/** Tickets that a message points at, the surest first: by the identifiers that it answers, then by its subject. */
export async function findThreads(
  answered: { ticketId: string; workspaceId: string; internal: boolean; via: "message-id" | "thread-index" }[],
  written: { references: string[]; internal: boolean },
  projects: { key: string; workspaceId: string }[],
): Promise<ThreadClaim[]> {
  const byIdentifier = answered.map(({ ticketId, workspaceId, internal, via }) => ({
    ...{ ticketId, workspaceId, internal, via, reference: "" },
  }));
  if (byIdentifier.length > 0) return byIdentifier;
  const bySubject = await Promise.all(written.references.map((reference) => findBySubject(reference, projects)));
  return bySubject.filter((claim) => claim !== null).map((claim) => ({ ...claim, internal: written.internal }));
}

async function findBySubject(
  reference: string,
  projects: { key: string; workspaceId: string }[],
): Promise<Omit<ThreadClaim, "internal"> | null> {
  const place = projects.find(({ key }) => reference.startsWith(`${key}-`));
  const ticket = place && (await findReferredTicket(place.workspaceId, reference));
  return ticket ? { ...ticket, via: "subject" } : null;
}

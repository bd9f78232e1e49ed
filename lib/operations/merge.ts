import type { Ticket } from "@/lib/tickets/ticket-queries";

/** More threads than anybody joins at once. */
export const mostMerged = 20;

/** Why tickets cannot be merged into another one; null when they can. */
export function findMergeFault(sources: Ticket[], into: Ticket) {
  if (sources.some(({ id }) => id === into.id)) return "merged-into-itself" as const;
  if (sources.some(({ workspaceId }) => workspaceId !== into.workspaceId)) return "merged-across-workspaces" as const;
  if (into.mergedIntoId !== null || sources.some(({ mergedIntoId }) => mergedIntoId !== null)) return "merged" as const;
  return null;
}

import { operation, operationTicket } from "@/db/schema";
import type { Transaction } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";
import type { Ticket } from "./ticket-queries";

/** How a ticket stood before an operation: what undoing it needs, and nothing else. */
export interface Before {
  /** In which version it was. */
  version?: number;
  columns?: Partial<Standing>;
  /** Whom the operation brought in as a participant. */
  joined?: string[];
  /** The parts that it gave people who had one, or had left, each as it was and as it became. */
  parts?: { accountId: string; before: Part; after: Part }[];
  /** What went to another ticket. */
  messages?: string[];
  files?: string[];
  tasks?: { id: string; position: number }[];
}

export interface Part {
  role: "requester" | "assignee" | "watcher";
  leftAt: string | null;
  leftBy: string | null;
}

/** The columns of a ticket that operations write. */
export const standingColumns = [
  "projectId",
  "number",
  "reference",
  "statusId",
  "phase",
  "categoryId",
  "priority",
  "priorityReason",
  "assigneeId",
  "mergedIntoId",
  "firstAnsweredAt",
  "resolvedAt",
  "closedAt",
] as const;
type Standing = { [Column in (typeof standingColumns)[number]]: string | number | null };

type StandingTicket = Pick<Ticket, Exclude<(typeof standingColumns)[number], "number">>;

/** How a ticket stands now in these columns, as JSON can hold it. */
export function standingOf(ticket: StandingTicket & { number?: number }): Partial<Standing> {
  const plain = (value: string | number | Date | null | undefined) =>
    value instanceof Date ? value.toISOString() : value;
  return Object.fromEntries(
    standingColumns.map((column) => [column, plain(ticket[column])]).filter(([, value]) => value !== undefined),
  );
}

export interface Done {
  ticket: { workspaceId: string; id: string; version: number };
  before: Before;
  versionAfter: number | null;
}

/** Keeps what was just done to these tickets of one workspace, so that its author can undo it for a day. Gives the operation's id. */
export async function keepOperation(
  tx: Transaction,
  kind: "merge" | "split" | "move",
  asked: Record<string, unknown>,
  done: Done[],
): Promise<string> {
  const id = newIdentifier();
  const { workspaceId } = done[0]!.ticket;
  const now = new Date();
  await tx.insert(operation).values({
    workspaceId,
    id,
    batchId: id,
    kind,
    accountId: tx.asking.accountId!,
    asked,
    total: done.length,
    done: done.length,
    finishedAt: now,
  });
  await tx.insert(operationTicket).values(
    done.map(({ ticket, before, versionAfter }) => ({
      workspaceId,
      operationId: id,
      ticketId: ticket.id,
      before: { ...before, version: ticket.version },
      versionAfter,
    })),
  );
  return id;
}

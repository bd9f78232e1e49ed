import type { Transaction } from "@/lib/tenancy/actor";
import { getStatus, type Ticket } from "@/lib/tickets/ticket-queries";
import { columnsOfStatus, writeTicket } from "@/lib/tickets/write-ticket";
import type { Environment } from "./stage";

/** Puts a release where its installation leads. */
export async function enterStage(tx: Transaction, read: Ticket, environment: Environment): Promise<Ticket> {
  const code = environment === "production" ? "resolved" : "pre-production";
  const next = await getStatus(tx, read.workspaceId, read.kind, { code });
  return writeTicket(tx, read, next.id === read.statusId ? {} : columnsOfStatus(read, next));
}

/** Puts a release where being taken back leads. */
export async function leaveStage(tx: Transaction, read: Ticket): Promise<Ticket> {
  const code = read.phase === "resolved" || read.phase === "closed" ? "rolled-back" : "in-progress";
  const next = await getStatus(tx, read.workspaceId, read.kind, { code });
  return writeTicket(tx, read, next.id === read.statusId ? {} : columnsOfStatus(read, next));
}

import type { Transaction } from "@/lib/tenancy/actor";
import { columnsOfDecision, columnsOfMove, columnsOfMoveIfAny } from "@/lib/tickets/ticket-moves";
import type { Ticket } from "@/lib/tickets/ticket-queries";
import { writeTicket } from "@/lib/tickets/write-ticket";
import type { Environment } from "./release";

/**
 * Puts a release where its installation leads, by the moves of its workspace's process. Production is entered through the decision that
 * the process asks for: throws Conflict where it was not given.
 */
export async function enterStage(tx: Transaction, read: Ticket, environment: Environment): Promise<Ticket> {
  if (environment === "preProduction") return writeTicket(tx, read, await columnsOfDecision(tx, read, "install"));
  const entered = await columnsOfMoveIfAny(tx, read, "resolve");
  if (entered.statusId) return writeTicket(tx, read, entered);
  const approved = await writeTicket(tx, read, await columnsOfMove(tx, read, { name: "approve" }));
  return writeTicket(tx, approved, await columnsOfMove(tx, approved, { name: "resolve" }));
}

/** Puts a release where being taken back leads; where the process has no such move it stays where it is. */
export async function leaveStage(tx: Transaction, read: Ticket): Promise<Ticket> {
  return writeTicket(tx, read, await columnsOfDecision(tx, read, "rollBack"));
}

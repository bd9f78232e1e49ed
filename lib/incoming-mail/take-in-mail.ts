import { setTimeout } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { incomingMail, ticket } from "@/db/schema";
import { workspaceActor } from "@/lib/tenancy/actor";
import type { Delivery, Received } from "./delivery";
import { EarlierMailFirst } from "./gather-facts";
import { handleIncomingMail } from "./handle-incoming-mail";
import type { Outcome } from "./incoming-mail";
import type { MailReason } from "./reasons";
import { receiveMail } from "./receive-mail";

export interface TakenIn {
  outcome: Outcome;
  ticket: string | null;
  reason: MailReason | null;
}

/** Receives a message and handles it at once, for a door that wants to know what became of it. It is durable before it is read. */
export async function takeInMail(delivery: Omit<Delivery, "handledAtOnce">): Promise<TakenIn> {
  return finishReceivedMail(await receiveMail({ ...delivery, handledAtOnce: true }));
}

/** Handles a message that was received to be handled at once. Should it throw, a worker will handle it: nothing is lost. */
export async function finishReceivedMail({ id, workspaceId, isNew }: Received): Promise<TakenIn> {
  const settled = await handleNow(id);
  if (isNew && settled) {
    const { outcome, reason } = settled;
    return { outcome, ticket: await findReference(settled.workspaceId, settled.ticketId), reason };
  }
  const ticketId = settled?.ticketId ?? (await findTicketId(workspaceId, id));
  return {
    outcome: "duplicate",
    ticket: await findReference(settled?.workspaceId ?? workspaceId, ticketId),
    reason: "same-bytes",
  };
}

const mostWaits = 60;

/** The message that this one follows is being handled elsewhere: it takes a moment. */
async function handleNow(id: string) {
  for (let wait = 1; ; wait++)
    try {
      return await handleIncomingMail({ incomingMailId: id }, { number: wait, last: false });
    } catch (error) {
      if (!(error instanceof EarlierMailFirst) || wait === mostWaits) throw error;
      await setTimeout(250);
    }
}

async function findTicketId(workspaceId: string, id: string): Promise<string | null> {
  const [row] = await workspaceActor(workspaceId).transaction((tx) =>
    tx.select({ ticketId: incomingMail.ticketId }).from(incomingMail).where(eq(incomingMail.id, id)),
  );
  return row?.ticketId ?? null;
}

async function findReference(workspaceId: string | null, ticketId: string | null): Promise<string | null> {
  if (!workspaceId || !ticketId) return null;
  const [found] = await workspaceActor(workspaceId).transaction((tx) =>
    tx.select({ reference: ticket.reference }).from(ticket).where(eq(ticket.id, ticketId)),
  );
  return found?.reference ?? null;
}

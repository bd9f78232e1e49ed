import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { attachment, message, task } from "@/db/schema";
import type { Transaction } from "@/lib/tenancy/actor";

type OfTicket = { workspaceId: string; id: string };

/** What can go from one ticket to another. */
export interface ThreadParts {
  messages: string[];
  files: string[];
  tasks: { id: string; position: number }[];
}

/** All that was said on a ticket, its files, and what is left to do on it. */
export async function listThread(tx: Transaction, { workspaceId, id }: OfTicket): Promise<ThreadParts> {
  const messages = await tx
    .select({ id: message.id })
    .from(message)
    .where(and(eq(message.workspaceId, workspaceId), eq(message.ticketId, id)))
    .orderBy(asc(message.createdAt), asc(message.id));
  const files = await tx
    .select({ id: attachment.id })
    .from(attachment)
    .where(and(eq(attachment.workspaceId, workspaceId), eq(attachment.ticketId, id)))
    .orderBy(asc(attachment.createdAt), asc(attachment.id));
  const tasks = await tx
    .select({ id: task.id, position: task.position })
    .from(task)
    .where(
      and(
        eq(task.workspaceId, workspaceId),
        eq(task.ticketId, id),
        eq(task.list, "tasks"),
        isNull(task.doneAt),
        isNull(task.removedAt),
      ),
    )
    .orderBy(asc(task.position), asc(task.id));
  return { messages: messages.map(({ id }) => id), files: files.map(({ id }) => id), tasks };
}

/** These messages of a ticket with their files, as far as they are there. */
export async function listChosen(tx: Transaction, { workspaceId, id }: OfTicket, chosen: string[]) {
  const messages = await tx
    .select({
      id: message.id,
      internal: message.internal,
      authorId: message.authorId,
      takenBackAt: message.takenBackAt,
    })
    .from(message)
    .where(and(eq(message.workspaceId, workspaceId), eq(message.ticketId, id), inArray(message.id, chosen)))
    .orderBy(asc(message.createdAt), asc(message.id));
  const files = await tx
    .select({ id: attachment.id })
    .from(attachment)
    .where(
      and(eq(attachment.workspaceId, workspaceId), eq(attachment.ticketId, id), inArray(attachment.messageId, chosen)),
    );
  return { messages, files: files.map(({ id }) => id) };
}

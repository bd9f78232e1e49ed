import { and, eq } from "drizzle-orm";
import { message } from "@/db/schema";
import { NotFound } from "@/lib/access/refusals";
import type { Transaction } from "@/lib/tenancy/actor";
import { getIncomingMail } from "./incoming-mail-queries";

type Mail = Awaited<ReturnType<typeof getIncomingMail>>;

/** Whether the asking person may read what a message says: of one that became a message or a note, only who reads that. */
export async function mayReadOriginal(tx: Transaction, mail: Mail): Promise<boolean> {
  if (!mail.ticketId || !["opened", "replied", "automatic"].includes(mail.outcome ?? "")) return true;
  const [found] = await tx
    .select({ id: message.id })
    .from(message)
    .where(and(eq(message.workspaceId, mail.workspaceId), eq(message.incomingMailId, mail.id)));
  return found !== undefined;
}

/** A message whose text and bytes the asking person may read. Throws NotFound. */
export async function getOriginal(tx: Transaction, id: string): Promise<Mail> {
  const mail = await getIncomingMail(tx, id);
  if (!(await mayReadOriginal(tx, mail))) throw new NotFound();
  return mail;
}

import { and, eq } from "drizzle-orm";
import { message } from "@/db/schema";
import { NotFound } from "@/lib/access/refusals";
import type { Transaction } from "@/lib/tenancy/actor";
import { getIncomingMail } from "./incoming-mail-queries";

type Mail = Awaited<ReturnType<typeof getIncomingMail>>;

/**
 * Whether the asking person may read what a message says. One that became a message or a note is for who reads that; any other one
 * about a ticket may quote a note of it, and is for who reads notes there.
 */
export async function mayReadOriginal(tx: Transaction, mail: Mail): Promise<boolean> {
  if (!["opened", "replied", "automatic"].includes(mail.outcome ?? "")) return mail.quotesNoHiddenNote;
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

import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { attachment } from "@/db/schema";
import { NotFound } from "@/lib/access/refusals";
import type { Transaction } from "@/lib/tenancy/actor";

/** A file that the asking person may read, because he may read the ticket (and the note) that carries it. Throws NotFound. */
export async function getAttachment(tx: Transaction, id: string) {
  if (!z.uuid().safeParse(id).success) throw new NotFound();
  const [found] = await tx
    .select()
    .from(attachment)
    .where(and(eq(attachment.id, id), isNull(attachment.takenBackAt)));
  if (!found) throw new NotFound();
  return found;
}

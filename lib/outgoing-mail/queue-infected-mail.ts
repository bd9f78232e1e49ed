import { and, inArray, isNull } from "drizzle-orm";
import { account, outgoingMail } from "@/db/schema";
import { enqueueJobs } from "@/lib/jobs/enqueue-job";
import type { Transaction } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";
import { headerMessageIdOf } from "./outgoing-mail";

interface Quarantined {
  workspaceId: string;
  /** The journal line that says which file, what was found in it, and of which ticket or package it is. */
  eventId: string;
  ticketId?: string;
  internal?: boolean;
}

/** Tells some people, once each, that a file was set aside, in the transaction that says so; what they may read is asked when it leaves. */
export async function queueInfectedMail(tx: Transaction, about: Quarantined, accountIds: string[]) {
  const people = await tx
    .select({ id: account.id, mail: account.mail })
    .from(account)
    .where(and(inArray(account.id, accountIds), isNull(account.suspendedAt)));
  if (people.length === 0) return;
  const rows = people.map(({ id: accountId, mail: toMail }) => {
    const id = newIdentifier();
    return { ...about, id, kind: "file-infected", accountId, toMail, headerMessageId: headerMessageIdOf(id) };
  });
  await tx.insert(outgoingMail).values(rows);
  const jobs = rows.map(({ workspaceId, id }) => ({ workspaceId, outgoingMailId: id }));
  await enqueueJobs(tx, "send-outgoing-mail", jobs);
}

import { and, desc, eq, ilike, lt, sql } from "drizzle-orm";
import { z } from "zod";
import { account, outgoingMail, ticket, workspace } from "@/db/schema";
import { NotFound } from "@/lib/access/refusals";
import { PLATFORM_ID, type Transaction } from "@/lib/tenancy/actor";
import { answersToStrangers, mailStates } from "./outgoing-mail";

/** Which mails a list shows, as its address says. */
export const OutgoingMailFilter = z.object({
  state: z.enum(mailStates).optional().catch(undefined),
  /** A part of the recipient's address. */
  words: z.string().trim().max(254).optional().catch(undefined),
  /** The last identifier of the page before. */
  after: z.uuid().optional().catch(undefined),
});
export type OutgoingMailFilter = z.output<typeof OutgoingMailFilter>;

const pageSize = 50;

const reviewed = sql`(${outgoingMail.workspaceId} in (select my_workspace_ids_with('mails.review'))
  or ${outgoingMail.workspaceId} = ${PLATFORM_ID} and am_platform_administrator())`;

export type ListedOutgoingMail = Awaited<ReturnType<typeof listOutgoingMails>>["items"][number];

/** The outbox, the newest first, as far as the asking person may review it. */
export async function listOutgoingMails(tx: Transaction, { state, words, after }: OutgoingMailFilter) {
  const pattern = words?.trim() ? `%${words.trim().replace(/[\\%_]/g, "\\$&")}%` : null;
  const rows = await selectMails(tx)
    .where(
      and(
        // An author sees what became of his own messages on their ticket: this list is for who reviews mails.
        reviewed,
        state ? eq(outgoingMail.state, state) : undefined,
        pattern ? ilike(outgoingMail.toMail, pattern) : undefined,
        after ? lt(outgoingMail.id, after) : undefined,
      ),
    )
    .orderBy(desc(outgoingMail.id))
    .limit(pageSize + 1);
  const items = rows.slice(0, pageSize);
  return { items, after: rows.length > pageSize ? items.at(-1)!.id : null };
}

/** One of them. `mayRead` says whether the asking person may read what it says: the ticket that it is about must exist for him. */
export async function getOutgoingMail(tx: Transaction, id: string) {
  if (!z.uuid().safeParse(id).success) throw new NotFound();
  const [found] = await selectMails(tx).where(and(eq(outgoingMail.id, id), reviewed));
  if (!found) throw new NotFound();
  return { ...found, mayRead: mayReadText(tx, found) };
}

function mayReadText(
  tx: Transaction,
  found: Pick<ListedOutgoingMail, "kind" | "accountId" | "ticketId" | "reference" | "workspaceId">,
) {
  // A summary is written with its reader's rights, whoever administers: it may hold notes, and tickets of any workspace.
  if (found.kind === "digest") return found.accountId === tx.asking.accountId;
  if (found.ticketId) return found.reference !== null;
  return found.workspaceId === PLATFORM_ID || answersToStrangers.includes(found.kind);
}

function selectMails(tx: Transaction) {
  return tx
    .select({
      id: outgoingMail.id,
      workspaceId: outgoingMail.workspaceId,
      workspaceName: workspace.name,
      kind: outgoingMail.kind,
      accountId: outgoingMail.accountId,
      toMail: outgoingMail.toMail,
      toName: account.name,
      ticketId: outgoingMail.ticketId,
      reference: ticket.reference,
      internal: outgoingMail.internal,
      headerMessageId: outgoingMail.headerMessageId,
      createdAt: outgoingMail.createdAt,
      state: outgoingMail.state,
      attempts: outgoingMail.attempts,
      nextTryAt: outgoingMail.nextTryAt,
      forDigest: outgoingMail.forDigest,
      lastError: outgoingMail.lastError,
      bounceStatus: outgoingMail.bounceStatus,
      sentAt: outgoingMail.sentAt,
    })
    .from(outgoingMail)
    .leftJoin(workspace, eq(workspace.id, outgoingMail.workspaceId))
    .leftJoin(account, eq(account.id, outgoingMail.accountId))
    .leftJoin(ticket, eq(ticket.id, outgoingMail.ticketId))
    .$dynamic();
}

import { attachment, message } from "@/db/schema";
import type { StoredFile } from "@/lib/files/stored-file";
import { sha256 } from "@/lib/journal/event";
import { type Happened, recordEvents } from "@/lib/journal/record-event";
import type { Transaction } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";

/** Where a message came from, as told by the mail door; no person can send these. */
export interface Provenance {
  incomingMailId?: string;
  html?: string | null;
  quoteFrom?: number | null;
  /** Said by a machine, a mere thank-you, or told to all whom a major incident touches. */
  nature?: "automatic" | "thanks" | "communication";
  /** Files that are in the store already (a mail's attachments). */
  files?: StoredFile[];
}

interface NewMessage {
  body: string;
  internal: boolean;
  files: StoredFile[];
  provenance: Provenance;
}

/**
 * Writes a message or a note with its files and their journal lines, after those of `before`; the verb that calls it has authorized it.
 */
export async function addMessage(tx: Transaction, ticket: TicketKey, added: NewMessage, before: Happened[] = []) {
  const { internal, provenance } = added;
  const row = {
    id: newIdentifier(),
    workspaceId: ticket.workspaceId,
    ticketId: ticket.id,
    internal,
    authorId: tx.asking.accountId!,
    body: added.body,
    html: provenance.html ?? null,
    quoteFrom: provenance.quoteFrom ?? null,
    door: tx.asking.door,
    incomingMailId: provenance.incomingMailId ?? null,
    nature: provenance.nature ?? null,
  };
  const files = [...added.files, ...(provenance.files ?? [])].map((file) => ({ ...file, id: newIdentifier() }));
  const happened = { workspaceId: ticket.workspaceId, ticketId: ticket.id, requires: internal ? notes : undefined };
  await Promise.all([
    tx.insert(message).values(row),
    recordEvents(tx, [
      ...before,
      {
        ...happened,
        type: internal ? "note.added" : "message.added",
        payload: {
          messageId: row.id,
          bodySha256: sha256(row.body),
          ...(provenance.nature ? { nature: provenance.nature } : {}),
        },
      },
      ...files.map(({ id, name, size, sha256 }) => ({
        ...happened,
        type: "attachment.added" as const,
        payload: { attachmentId: id, name, size, sha256 },
      })),
    ]),
  ]);
  if (files.length > 0) await tx.insert(attachment).values(files.map((file) => attachmentRow(tx, row, file)));
  return row;
}

const notes = "notes.read" as const;

type TicketKey = { workspaceId: string; id: string };

function attachmentRow(
  tx: Transaction,
  {
    id: messageId,
    workspaceId,
    ticketId,
    internal,
  }: { id: string } & Pick<typeof message.$inferInsert, "workspaceId" | "ticketId" | "internal">,
  file: StoredFile & { id: string },
) {
  return { ...file, workspaceId, ticketId, messageId, internal, addedBy: tx.asking.accountId! };
}

import { attachment, message } from "@/db/schema";
import type { StoredFile } from "@/lib/files/stored-file";
import { sha256 } from "@/lib/journal/event";
import { recordEvent } from "@/lib/journal/record-event";
import type { Transaction } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";

/** Where a message came from, as told by the mail door; no person can send these. */
export interface Provenance {
  incomingMailId?: string;
  html?: string | null;
  quoteFrom?: number | null;
  /** Files that are in the store already (a mail's attachments). */
  files?: StoredFile[];
}

interface NewMessage {
  body: string;
  internal: boolean;
  files: StoredFile[];
  provenance: Provenance;
}

/** Writes a message or a note with its files and their journal lines; the verb that calls it has authorized it. */
export async function addMessage(tx: Transaction, ticket: { workspaceId: string; id: string }, added: NewMessage) {
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
  };
  await tx.insert(message).values(row);
  await recordEvent(tx, {
    type: internal ? "note.added" : "message.added",
    workspaceId: ticket.workspaceId,
    ticketId: ticket.id,
    requires: internal ? "notes.read" : undefined,
    payload: { messageId: row.id, bodySha256: sha256(row.body) },
  });
  await attachFiles(tx, ticket, { id: row.id, internal }, [...added.files, ...(provenance.files ?? [])]);
  return row;
}

async function attachFiles(
  tx: Transaction,
  ticket: { workspaceId: string; id: string },
  carrier: { id: string; internal: boolean },
  files: StoredFile[],
) {
  for (const file of files) {
    const id = newIdentifier();
    await tx.insert(attachment).values({
      ...file,
      id,
      workspaceId: ticket.workspaceId,
      ticketId: ticket.id,
      messageId: carrier.id,
      internal: carrier.internal,
      addedBy: tx.asking.accountId!,
    });
    await recordEvent(tx, {
      type: "attachment.added",
      workspaceId: ticket.workspaceId,
      ticketId: ticket.id,
      requires: carrier.internal ? "notes.read" : undefined,
      payload: { attachmentId: id, name: file.name, size: file.size, sha256: file.sha256 },
    });
  }
}

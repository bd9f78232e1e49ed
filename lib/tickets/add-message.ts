import { attachment, message } from "@/db/schema";
import type { StoredFile } from "@/lib/files/stored-file";
import { enqueueJobs } from "@/lib/jobs/enqueue-job";
import { sha256 } from "@/lib/journal/event";
import { type Happened, recordEvents, recordFirstEvents } from "@/lib/journal/record-event";
import { getSettings } from "@/lib/settings/environment";
import type { Transaction } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";
import { together } from "@/lib/tenancy/together";

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
  /** Where it is wanted before it is written. */
  id?: string;
  body: string;
  internal: boolean;
  files: StoredFile[];
  provenance: Provenance;
}

/** Writes a message or a note with its files and their journal lines; the verb that calls it has authorized it. */
export async function addMessage(tx: Transaction, ticket: TicketKey, added: NewMessage) {
  const said = compose(tx, ticket, added);
  await together([...insertSaid(tx, said), recordEvents(tx, said.happened)]);
  return said.row;
}

/** The same for the message by which a ticket is opened at that moment: its journal begins with the line of the opening. */
export async function addFirstMessage(
  tx: Transaction,
  ticket: TicketKey,
  added: NewMessage,
  { at, event }: { at: Date; event: OnTicket },
) {
  const said = compose(tx, ticket, added);
  await together([...insertSaid(tx, said), recordFirstEvents(tx, at, [event, ...said.happened])]);
  return said.row;
}

type TicketKey = { workspaceId: string; id: string };
type OnTicket = Happened & { ticketId: string };

const notes = "notes.read" as const;

/** The rows of a message and of its files, and what the journal says of each. */
function compose(tx: Transaction, ticket: TicketKey, { id, body, internal, files, provenance }: NewMessage) {
  const row = {
    id: id ?? newIdentifier(),
    workspaceId: ticket.workspaceId,
    ticketId: ticket.id,
    internal,
    authorId: tx.asking.accountId!,
    body,
    html: provenance.html ?? null,
    quoteFrom: provenance.quoteFrom ?? null,
    door: tx.asking.door,
    incomingMailId: provenance.incomingMailId ?? null,
    nature: provenance.nature ?? null,
  };
  const named = [...files, ...(provenance.files ?? [])].map((file) => ({ ...file, id: newIdentifier() }));
  const happened = { workspaceId: ticket.workspaceId, ticketId: ticket.id, requires: internal ? notes : undefined };
  const { nature } = provenance;
  const events: OnTicket[] = [
    {
      ...happened,
      type: internal ? "note.added" : "message.added",
      payload: { messageId: row.id, bodySha256: sha256(body), ...(nature ? { nature } : {}) },
    },
    ...named.map(({ id, name, size, sha256 }) => ({
      ...happened,
      type: "attachment.added" as const,
      payload: { attachmentId: id, name, size, sha256 },
    })),
  ];
  return { row, attachments: named.map((file) => attachmentRow(tx, row, file)), happened: events };
}

function insertSaid(tx: Transaction, { row, attachments }: ReturnType<typeof compose>): Promise<unknown>[] {
  const written = tx.insert(message).values(row).execute();
  if (attachments.length === 0) return [written];
  return [written, tx.insert(attachment).values(attachments).execute(), askForScans(tx, attachments)];
}

async function askForScans(tx: Transaction, attachments: { workspaceId: string; id: string }[]) {
  if (!getSettings().clamd) return;
  const files = attachments.map(({ workspaceId, id }) => ({ workspaceId, attachmentId: id }));
  await enqueueJobs(tx, "scan-attachment", files);
}

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

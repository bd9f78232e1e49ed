import { and, eq, isNull } from "drizzle-orm";
import { attachment, ticket } from "@/db/schema";
import { recordEvent } from "@/lib/journal/record-event";
import { listAgents } from "@/lib/outgoing-mail/agent-queries";
import { queueInfectedMail } from "@/lib/outgoing-mail/queue-infected-mail";
import { type Transaction, workspaceActor } from "@/lib/tenancy/actor";
import type { Scan } from "./scan";
import { scanFile } from "./scan-file";

/** Has an attached file scanned, once. From then on it is served, or set aside and its author and agents are told. Throws ScannerAway. */
export async function scanAttachment({ workspaceId, attachmentId }: { workspaceId: string; attachmentId: string }) {
  const actor = workspaceActor(workspaceId);
  const file = await actor.transaction((tx) => findUnscanned(tx, workspaceId, attachmentId));
  const scan = file && (await scanFile(file));
  if (!scan) return;
  await actor.transaction(async (tx) => {
    const [scanned] = await tx
      .update(attachment)
      .set(scan)
      .where(unscanned(workspaceId, attachmentId))
      .returning({ id: attachment.id });
    // Another worker was first.
    if (scanned) await tell(tx, file, scan);
  });
}

function unscanned(workspaceId: string, id: string) {
  return and(eq(attachment.workspaceId, workspaceId), eq(attachment.id, id), isNull(attachment.scannedAt));
}

type Attached = NonNullable<Awaited<ReturnType<typeof findUnscanned>>>;

async function findUnscanned(tx: Transaction, workspaceId: string, id: string) {
  const [found] = await tx
    .select({
      workspaceId: attachment.workspaceId,
      id: attachment.id,
      ticketId: attachment.ticketId,
      internal: attachment.internal,
      name: attachment.name,
      sha256: attachment.sha256,
      storageKey: attachment.storageKey,
      addedBy: attachment.addedBy,
      assigneeId: ticket.assigneeId,
    })
    .from(attachment)
    .innerJoin(ticket, and(eq(ticket.workspaceId, attachment.workspaceId), eq(ticket.id, attachment.ticketId)))
    .where(and(unscanned(workspaceId, id), isNull(attachment.takenBackAt)));
  return found ?? null;
}

async function tell(tx: Transaction, file: Attached, { verdict, threat, scanEngine }: Scan) {
  const { workspaceId, ticketId, id, name, addedBy, assigneeId } = file;
  const told = await recordEvent(tx, {
    type: verdict === "infected" ? "attachment.quarantined" : "attachment.scanned",
    ...{ workspaceId, ticketId, requires: file.internal ? ("notes.read" as const) : undefined },
    payload: { attachmentId: id, name, engine: scanEngine, ...(threat ? { threat } : { verdict }) },
  });
  if (verdict !== "infected") return;
  const agents = assigneeId ? [assigneeId] : await listAgents(tx, workspaceId, "tickets.writeAll");
  await queueInfectedMail(tx, { workspaceId, eventId: told.id, ticketId, internal: file.internal }, [
    addedBy,
    ...agents,
  ]);
}

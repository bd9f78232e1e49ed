import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { participant, project, ticket } from "@/db/schema";
import { authorizeWorkspace, mayWorkspace } from "@/lib/access/ability";
import { NotFound } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { takeUploads } from "@/lib/files/take-uploads";
import type { Happened } from "@/lib/journal/record-event";
import { queueNotices } from "@/lib/outgoing-mail/queue-notices";
import type { Actor, Transaction } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";
import { FieldValues } from "@/lib/workspaces/field";
import { RequestFormCode } from "@/lib/workspaces/request-form";
import { addMessage, type Provenance } from "./add-message";
import { fieldDifferences } from "./field-values";
import { getMember } from "./participant-queries";
import { readOpening } from "./read-opening";
import { takeNumber } from "./take-number";
import { channels, initiators, kinds, Level, MessageText, TicketTitle, UploadIds } from "./ticket";
import { getCategory, getPriority, getStatus, getTicketById } from "./ticket-queries";

export const OpenTicketInput = z.strictObject({
  project: z.string().min(1).max(20),
  kind: z.enum(kinds).default("request"),
  /** A form of the catalogue makes it of its answers. */
  title: TicketTitle.optional(),
  message: MessageText.optional(),
  /** The code of a form of the catalogue: it gives kind, category, impact and urgency. */
  form: RequestFormCode.optional(),
  /** Values of the workspace's fields, by their codes. */
  fields: FieldValues.default({}),
  category: z.string().max(60).optional(),
  impact: Level.default(3),
  urgency: Level.default(3),
  uploads: UploadIds.default([]),
  /** On behalf of somebody (his mail address), for those who may write in the project. */
  requester: z.string().max(254).optional(),
  channel: z.enum(channels).optional(),
  /** At whose initiative, said by those who may open for others. */
  initiator: z.enum(initiators).optional(),
});

/**
 * Opens a numbered, timestamped ticket with its first message; its requester gets an acknowledgement.
 * Throws NotFound (no such project for this person), Forbidden or Invalid.
 */
export async function openTicket(actor: Actor, input: z.input<typeof OpenTicketInput>, provenance: Provenance = {}) {
  const asked = OpenTicketInput.parse(input);
  return actor.transaction(async (tx) => {
    // Asked together, read once: the rights are kept by the transaction.
    const [place] = await Promise.all([getOpenProject(tx, asked.project), getRights(tx)]);
    const { requesterId, initiator } = await authorizeOpening(tx, place.workspaceId, asked);
    const { title, message: body, kind, impact, urgency, ...said } = await readOpening(tx, place, asked);
    const [status, priority, category, uploaded] = await Promise.all([
      getStatus(tx, place.workspaceId, kind, { phase: "new" }),
      getPriority(tx, place.workspaceId, impact, urgency),
      said.category ? getCategory(tx, place.workspaceId, said.category) : null,
      takeUploads(tx, asked.uploads),
    ]);
    const channel = asked.channel ?? channelOf(actor);
    const number = await takeNumber(tx, place);
    const id = newIdentifier();
    // Sent one behind the other, without waiting: the second needs the first to be there, and their order is kept.
    const written = tx.insert(ticket).values({
      id,
      workspaceId: place.workspaceId,
      projectId: place.id,
      number,
      reference: `${place.key}-${number}`,
      kind,
      title,
      statusId: status.id,
      phase: status.phase,
      categoryId: category?.id,
      impact,
      urgency,
      priority,
      requesterId,
      channel,
      initiator,
      fields: said.fields,
      formId: said.formId,
    });
    const joined = tx.insert(participant).values({
      workspaceId: place.workspaceId,
      ticketId: id,
      accountId: requesterId,
      role: "requester",
      addedBy: actor.accountId,
    });
    await Promise.all([written, joined]);
    const opened = await getTicketById(tx, id);
    const event: Happened = {
      type: "ticket.opened",
      workspaceId: opened.workspaceId,
      ticketId: id,
      payload: {
        reference: opened.reference,
        project: place.key,
        kind: opened.kind,
        title: opened.title,
        status: opened.statusCode,
        category: opened.categoryCode,
        impact: opened.impact,
        urgency: opened.urgency,
        priority: opened.priority,
        requesterId,
        channel,
        initiator,
        ...(asked.form ? { form: asked.form } : {}),
        ...(Object.keys(said.fields).length > 0 ? { fields: fieldDifferences({}, said.fields) } : {}),
      },
    };
    const first = { body, internal: false, files: uploaded, provenance };
    const message = await addMessage(tx, opened, first, [event]);
    await queueNotices(tx, {
      kind: "ticket-opened",
      ticket: opened,
      messageId: message.id,
      only: [requesterId],
    });
    return opened;
  });
}

async function getOpenProject(tx: Transaction, key: string) {
  const [found] = await tx
    .select()
    .from(project)
    .where(and(eq(project.key, key.trim().toUpperCase()), isNull(project.archivedAt)));
  if (!found) throw new NotFound("unknown-project");
  return found;
}

/** Who serves the workspace may open for others and say how they came to him; what he opens for himself is the titulaire's. */
async function authorizeOpening(tx: Transaction, workspaceId: string, asked: z.output<typeof OpenTicketInput>) {
  const rights = await getRights(tx);
  authorizeWorkspace(rights, "open", workspaceId);
  if (asked.requester || asked.channel || asked.initiator) authorizeWorkspace(rights, "openForOthers", workspaceId);
  if (asked.requester) {
    const { id } = await getMember(tx, workspaceId, asked.requester, "requester");
    if (id !== tx.asking.accountId) return { requesterId: id, initiator: asked.initiator ?? ("beneficiary" as const) };
  }
  const serves = mayWorkspace(rights, "openForOthers", workspaceId);
  const usual = serves ? ("titulaire" as const) : ("beneficiary" as const);
  return { requesterId: tx.asking.accountId!, initiator: asked.initiator ?? usual };
}

function channelOf(actor: Actor) {
  return actor.door === "mail" || actor.door === "api" ? actor.door : "web";
}

import { z } from "zod";
import { participant, ticket } from "@/db/schema";
import { authorizeWorkspace, mayWorkspace } from "@/lib/access/ability";
import { Invalid } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { takeUploads } from "@/lib/files/take-uploads";
import { queueAcknowledgement } from "@/lib/outgoing-mail/queue-notices";
import type { Actor, Transaction } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";
import { together } from "@/lib/tenancy/together";
import { addFirstMessage, type Provenance } from "./add-message";
import { getOpeningPlace } from "./opening-queries";
import { getMember } from "./participant-queries";
import { takeNumber } from "./take-number";
import { channels, kinds, Level, MessageText, TicketTitle, UploadIds } from "./ticket";
import { getCategory, getTicketById } from "./ticket-queries";

export const OpenTicketInput = z.strictObject({
  project: z.string().min(1).max(20),
  kind: z.enum(kinds).default("request"),
  title: TicketTitle,
  message: MessageText,
  category: z.string().max(60).optional(),
  impact: Level.default(3),
  urgency: Level.default(3),
  uploads: UploadIds.default([]),
  /** On behalf of somebody (his mail address), for those who may write in the project. */
  requester: z.string().max(254).optional(),
  channel: z.enum(channels).optional(),
});

/**
 * Opens a numbered, timestamped ticket with its first message; its requester gets an acknowledgement.
 * Throws NotFound (no such project for this person), Forbidden or Invalid.
 */
export async function openTicket(actor: Actor, input: z.input<typeof OpenTicketInput>, provenance: Provenance = {}) {
  return actor.transaction(async (tx) => {
    const { id } = await layTicket(tx, input, provenance);
    return getTicketById(tx, id);
  });
}

/** The same inside a transaction, for a door that wants no more than to know which one it is: nothing is read back. */
export async function layTicket(tx: Transaction, input: z.input<typeof OpenTicketInput>, provenance: Provenance) {
  const asked = OpenTicketInput.parse(input);
  // Asked together, read once: the rights are kept by the transaction.
  const [place] = await together([getOpeningPlace(tx, asked), getRights(tx)]);
  const { workspaceId, status, priority } = place;
  const { requester, initiator } = await authorizeOpening(tx, place, asked);
  if (!status) throw new Invalid("unknown-status", "status");
  const [category, files] = await together([
    asked.category ? getCategory(tx, workspaceId, asked.category) : null,
    takeUploads(tx, asked.uploads),
  ]);
  const { number, at } = await takeNumber(tx, place);
  const id = newIdentifier();
  const reference = `${place.key}-${number}`;
  const { kind, title, impact, urgency } = asked;
  const told = {
    kind,
    title,
    impact,
    urgency,
    priority,
    requesterId: requester.id,
    channel: asked.channel ?? channelOf(tx),
  };
  const event = {
    type: "ticket.opened" as const,
    workspaceId,
    ticketId: id,
    payload: { reference, project: place.key, status: status.code, category: category?.code ?? null, ...told },
  };
  const messageId = newIdentifier();
  const first = { id: messageId, body: asked.message, internal: false, files, provenance };
  // Sent one behind the other, without waiting: each needs those before it to be there, and their order is kept.
  await together([
    tx
      .insert(ticket)
      .values({
        ...{ ...told, id, workspaceId, projectId: place.id, number, reference, initiator },
        ...{ statusId: status.id, phase: status.phase, categoryId: category?.id },
      })
      .execute(),
    tx
      .insert(participant)
      .values({
        ...{ workspaceId, ticketId: id, accountId: requester.id, role: "requester", addedBy: tx.asking.accountId },
      })
      .execute(),
    addFirstMessage(tx, { workspaceId, id }, first, { at, event }),
    queueAcknowledgement(tx, { ticket: { workspaceId, id }, messageId, requester }),
  ]);
  return { id, workspaceId, reference };
}

/** Who serves the workspace may open for others and say how they came to him; what he opens for himself is the titulaire's. */
async function authorizeOpening(tx: Transaction, place: Place, asked: z.output<typeof OpenTicketInput>) {
  const { workspaceId } = place;
  const rights = await getRights(tx);
  authorizeWorkspace(rights, "open", workspaceId);
  if (asked.requester || asked.channel) authorizeWorkspace(rights, "openForOthers", workspaceId);
  if (asked.requester) {
    const member = await getMember(tx, workspaceId, asked.requester, "requester");
    if (member.id !== tx.asking.accountId) return { requester: member, initiator: "beneficiary" as const };
  }
  const serves = mayWorkspace(rights, "openForOthers", workspaceId);
  const requester = { id: tx.asking.accountId!, mail: place.ownMail! };
  return { requester, initiator: serves ? ("titulaire" as const) : ("beneficiary" as const) };
}

type Place = Awaited<ReturnType<typeof getOpeningPlace>>;

function channelOf({ asking: { door } }: Transaction) {
  return door === "mail" || door === "api" ? door : "web";
}

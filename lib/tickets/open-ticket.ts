import { z } from "zod";
import { participant, ticket } from "@/db/schema";
import { authorizeWorkspace, mayWorkspace } from "@/lib/access/ability";
import { getRights } from "@/lib/access/rights";
import { takeUploads } from "@/lib/files/take-uploads";
import { queueAcknowledgement } from "@/lib/outgoing-mail/queue-notices";
import type { Actor, Transaction } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";
import { together } from "@/lib/tenancy/together";
import { FieldValues } from "@/lib/workspaces/field";
import { RequestFormCode } from "@/lib/workspaces/request-form";
import { addFirstMessage, type Provenance } from "./add-message";
import { fieldDifferences } from "./field-values";
import { getOpeningPlace } from "./opening-queries";
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
  return actor.transaction(async (tx) => {
    const { id } = await layTicket(tx, input, provenance);
    return getTicketById(tx, id);
  });
}

/** The same inside a transaction, for a door that wants no more than to know which one it is: nothing is read back. */
export async function layTicket(tx: Transaction, input: z.input<typeof OpenTicketInput>, provenance: Provenance) {
  const asked = OpenTicketInput.parse(input);
  // Asked together, read once: the rights are kept by the transaction.
  const [place] = await together([getOpeningPlace(tx, asked.project), getRights(tx)]);
  const { workspaceId } = place;
  const { requester, initiator } = await authorizeOpening(tx, place, asked);
  const { title, message: body, kind, impact, urgency, ...said } = await readOpening(tx, place, asked);
  const [status, priority, category, files] = await together([
    getStatus(tx, workspaceId, kind, { phase: "new" }),
    getPriority(tx, workspaceId, impact, urgency),
    said.category ? getCategory(tx, workspaceId, said.category) : null,
    takeUploads(tx, asked.uploads),
  ]);
  const { number, at } = await takeNumber(tx, place);
  const [id, messageId] = [newIdentifier(), newIdentifier()];
  const reference = `${place.key}-${number}`;
  const channel = asked.channel ?? channelOf(tx);
  const told = { reference, kind, title, impact, urgency, priority, requesterId: requester.id, channel, initiator };
  const payload = {
    ...{ ...told, project: place.key, status: status.code, category: category?.code ?? null },
    ...(asked.form ? { form: asked.form } : {}),
    ...(Object.keys(said.fields).length > 0 ? { fields: fieldDifferences({}, said.fields) } : {}),
  };
  const event = { type: "ticket.opened" as const, workspaceId, ticketId: id, payload };
  const first = { id: messageId, body, internal: false, files, provenance };
  const row = {
    ...{ ...told, id, workspaceId, projectId: place.id, number, fields: said.fields, formId: said.formId },
    ...{ statusId: status.id, phase: status.phase, categoryId: category?.id },
  };
  const part = { workspaceId, ticketId: id, accountId: requester.id, role: "requester" as const };
  // Sent one behind the other, without waiting: each needs those before it to be there, and their order is kept.
  await together([
    tx.insert(ticket).values(row).execute(),
    tx
      .insert(participant)
      .values({ ...part, addedBy: tx.asking.accountId })
      .execute(),
    addFirstMessage(tx, { workspaceId, id }, first, { at, event }),
    queueAcknowledgement(tx, { ticket: { workspaceId, id }, messageId, requester }),
  ]);
  return { id, workspaceId, reference };
}

/** Who serves the workspace may open for others and say how they came to him; what he opens for himself is the titulaire's. */
async function authorizeOpening(tx: Transaction, place: Place, asked: z.output<typeof OpenTicketInput>) {
  const { workspaceId, ownMail } = place;
  const rights = await getRights(tx);
  authorizeWorkspace(rights, "open", workspaceId);
  if (asked.requester || asked.channel || asked.initiator) authorizeWorkspace(rights, "openForOthers", workspaceId);
  if (asked.requester) {
    const requester = await getMember(tx, workspaceId, asked.requester, "requester");
    if (requester.id !== tx.asking.accountId)
      return { requester, initiator: asked.initiator ?? ("beneficiary" as const) };
  }
  const serves = mayWorkspace(rights, "openForOthers", workspaceId);
  const usual = serves ? ("titulaire" as const) : ("beneficiary" as const);
  return { requester: { id: tx.asking.accountId!, mail: ownMail! }, initiator: asked.initiator ?? usual };
}

type Place = Awaited<ReturnType<typeof getOpeningPlace>>;

function channelOf({ asking: { door } }: Transaction) {
  return door === "mail" || door === "api" ? door : "web";
}

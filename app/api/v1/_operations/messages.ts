import { z } from "zod";
import { operation } from "@/app/_doors/api/operation";
import type { Actor } from "@/lib/tenancy/actor";
import { AddNoteInput, addNote } from "@/lib/tickets/add-note";
import { ReplyToTicketInput, replyToTicket } from "@/lib/tickets/reply-to-ticket";
import { takeMessageBack } from "@/lib/tickets/take-message-back";
import { getMessage, listMessages, type ThreadMessage } from "@/lib/tickets/thread-queries";
import { getTicket, type Ticket } from "@/lib/tickets/ticket-queries";
import { listOf, Moment, Person, presentPerson } from "./shapes";
import { pageOf, ThreadPage } from "./thread-page";
import { presentStanding, TicketParams } from "./ticket-shape";

const tag = "messages";

const MessageShape = z
  .strictObject({
    id: z.guid(),
    internal: z.boolean().meta({ description: "True for a note, which only holders of notes.read see." }),
    author: Person.nullable(),
    text: z.string(),
    quoteFrom: z.int().nullable().meta({ description: "Where the quoted history begins in text, in UTF-16 units." }),
    door: z.enum(["web", "api", "mail", "cli", "worker"]),
    nature: z
      .enum(["automatic", "thanks", "communication"])
      .nullable()
      .meta({ description: "An automatic answer, or mere thanks that reopened nothing." }),
    createdAt: Moment,
  })
  .meta({ id: "Message" });

export const list = operation({
  method: "GET",
  path: "/tickets/{reference}/messages",
  tag,
  summary: {
    fr: "Lire les messages d’une fiche, du plus ancien au plus récent",
    en: "Read the messages of a ticket, oldest first",
  },
  params: TicketParams,
  query: ThreadPage,
  answer: listOf(MessageShape),
  run: ({ actor, params, query }) => listThread(actor, params.reference, query, false),
});

export const reply = operation({
  method: "POST",
  path: "/tickets/{reference}/messages",
  tag,
  summary: {
    fr: "Ajouter un message, que voit quiconque lit la fiche",
    en: "Add a message, which every reader of the ticket sees",
  },
  params: TicketParams,
  body: ReplyToTicketInput.omit({ ticket: true }),
  answer: MessageShape,
  status: 201,
  run: async ({ actor, params, body }) =>
    presentAdded(actor, await replyToTicket(actor, { ...body, ticket: params.reference })),
  current: presentStanding,
});

export const listNotes = operation({
  method: "GET",
  path: "/tickets/{reference}/notes",
  tag,
  summary: { fr: "Lire les notes internes d’une fiche", en: "Read the internal notes of a ticket" },
  params: TicketParams,
  query: ThreadPage,
  answer: listOf(MessageShape),
  run: ({ actor, params, query }) => listThread(actor, params.reference, query, true),
});

export const note = operation({
  method: "POST",
  path: "/tickets/{reference}/notes",
  tag,
  summary: { fr: "Ajouter une note interne", en: "Add an internal note" },
  params: TicketParams,
  body: AddNoteInput.omit({ ticket: true }),
  answer: MessageShape,
  status: 201,
  run: async ({ actor, params, body }) =>
    presentAdded(actor, await addNote(actor, { ...body, ticket: params.reference })),
});

const TakenBackShape = z
  .strictObject({
    ticket: z.string(),
    text: z.string(),
    internal: z.boolean(),
    uploads: z.array(z.string()).meta({ description: "The files, which a next message may attach again." }),
    status: z.enum(["untouched", "undone", "kept"]).meta({
      description: "What became of the status that came with the message; kept: somebody touched the ticket since.",
    }),
  })
  .meta({ id: "TakenBackMessage" });

export const takeBack = operation({
  method: "POST",
  path: "/messages/{id}/take-back",
  tag,
  summary: {
    fr: "Reprendre un message ou une note que l’on vient d’écrire, avant que rien ne parte",
    en: "Take back a message or a note that one has just written, before anything leaves",
  },
  params: z.strictObject({ id: z.guid() }),
  answer: TakenBackShape,
  run: async ({ actor, params }) => {
    const { files, ...taken } = await takeMessageBack(actor, { message: params.id });
    return { ...taken, uploads: files.map(({ id }) => id) };
  },
});

function listThread(actor: Actor, reference: string, query: z.output<typeof ThreadPage>, internal: boolean) {
  return actor.transaction(async (tx) => {
    const ticket = await getTicket(tx, reference);
    const { rows, after } = await pageOf(query, placeOf, (page) => listMessages(tx, ticket, page, internal));
    return { items: rows.map(presentMessage), after };
  });
}

const placeOf = ({ createdAt: at, id }: ThreadMessage) => ({ at, id });

async function presentAdded(actor: Actor, added: { ticket: Ticket; message: { id: string } }) {
  return presentMessage(await actor.transaction((tx) => getMessage(tx, added.ticket, added.message.id)));
}

function presentMessage(message: ThreadMessage): z.input<typeof MessageShape> {
  const { id, internal, authorName, authorMail, body, quoteFrom, door, nature, createdAt } = message;
  return {
    id,
    internal,
    author: presentPerson(authorName, authorMail),
    text: body,
    quoteFrom,
    door,
    nature,
    createdAt: createdAt.toISOString(),
  };
}

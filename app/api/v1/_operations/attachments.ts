import { z } from "zod";
import { operation } from "@/app/_doors/api/operation";
import { type ListedAttachment, listAttachments } from "@/lib/tickets/thread-queries";
import { getTicket } from "@/lib/tickets/ticket-queries";
import { listOf, Moment } from "./shapes";
import { TicketParams } from "./ticket-shape";

const AttachmentShape = z
  .strictObject({
    id: z.guid(),
    message: z.guid().nullable().meta({ description: "The id of the message or note that carries it." }),
    internal: z.boolean(),
    name: z.string(),
    type: z.string().meta({ description: "Media type, by content." }),
    size: z.int().meta({ description: "In bytes." }),
    sha256: z.string(),
    content: z.string().meta({ description: "Where its bytes are served." }),
    createdAt: Moment,
    scannedAt: Moment.nullable(),
    verdict: z.enum(["clean", "infected"]).nullable().meta({
      description: "Null before it is scanned, and when the scanner takes no file that large.",
    }),
    served: z.boolean().meta({ description: "Whether its bytes are given now." }),
  })
  .meta({ id: "Attachment" });

export const list = operation({
  method: "GET",
  path: "/tickets/{reference}/attachments",
  tag: "attachments",
  summary: { fr: "Lister les pièces jointes d’une fiche", en: "List the attachments of a ticket" },
  params: TicketParams,
  answer: listOf(AttachmentShape),
  run: ({ actor, params }) =>
    actor.transaction(async (tx) => {
      const files = await listAttachments(tx, await getTicket(tx, params.reference));
      return { items: files.map(presentAttachment), after: null };
    }),
});

function presentAttachment(file: ListedAttachment): z.input<typeof AttachmentShape> {
  const { id, messageId, internal, name, type, size, sha256, createdAt, scannedAt, verdict, safety } = file;
  return {
    id,
    message: messageId,
    internal,
    name,
    type,
    size,
    sha256,
    content: `/api/v1/attachments/${id}/content`,
    createdAt: createdAt.toISOString(),
    scannedAt: scannedAt?.toISOString() ?? null,
    verdict,
    served: safety.served,
  };
}

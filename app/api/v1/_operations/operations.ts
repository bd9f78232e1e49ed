import { z } from "zod";
import { operation } from "@/app/_doors/api/operation";
import { findTimeZone } from "@/lib/accounts/preference-queries";
import { BulkEditInput } from "@/lib/operations/bulk";
import { mergeTickets } from "@/lib/operations/merge-tickets";
import { findBatch, type Progress, readProgress } from "@/lib/operations/operation-queries";
import { previewBulkEdit } from "@/lib/operations/preview-bulk-edit";
import { SplitTicketInput, splitTicket } from "@/lib/operations/split-ticket";
import { startBulkEdit } from "@/lib/operations/start-bulk-edit";
import { undoBulkEdit } from "@/lib/operations/undo-bulk-edit";
import { undoOperation } from "@/lib/operations/undo-operation";
import { TicketReference } from "@/lib/tickets/ticket";
import { presentStanding, presentTicket, TicketParams, TicketShape } from "./ticket-shape";

const tag = "operations";

const Done = z
  .strictObject({
    operation: z.string().meta({ description: "By which it can be undone for 24 hours." }),
    ticket: TicketShape,
  })
  .meta({ id: "DoneOperation" });

export const merge = operation({
  method: "POST",
  path: "/tickets/{reference}/merge",
  tag,
  summary: {
    fr: "Fusionner cette fiche dans une autre du même espace",
    en: "Merge this ticket into another one of the same workspace",
  },
  params: TicketParams,
  body: z.strictObject({ into: TicketReference }),
  answer: Done,
  run: async ({ actor, params: { reference }, body: { into } }) => {
    const done = await mergeTickets(actor, { tickets: [reference], into });
    return { operation: done.operation, ticket: presentTicket(done.ticket) };
  },
  current: presentStanding,
});

export const split = operation({
  method: "POST",
  path: "/tickets/{reference}/split",
  tag,
  summary: {
    fr: "Faire une nouvelle fiche avec des messages de celle-ci",
    en: "Make a new ticket of messages of this one",
  },
  params: TicketParams,
  body: SplitTicketInput.omit({ ticket: true }),
  answer: Done,
  status: 201,
  run: async ({ actor, params: { reference }, body }) => {
    const done = await splitTicket(actor, { ...body, ticket: reference });
    return { operation: done.operation, ticket: presentTicket(done.ticket) };
  },
  location: ({ ticket }) => `/tickets/${ticket.reference}`,
  current: presentStanding,
});

const Why = { code: z.string(), details: z.record(z.string(), z.union([z.string(), z.number()])) };

const PreviewShape = z
  .strictObject({
    total: z.int(),
    changed: z.int(),
    unchanged: z.int(),
    refused: z.array(z.strictObject({ ...Why, count: z.int(), references: z.array(z.string()) })),
  })
  .meta({ id: "BulkPreview" });

export const preview = operation({
  method: "POST",
  path: "/operations/preview",
  tag,
  summary: {
    fr: "Voir ce que changerait une modification de plusieurs fiches, sans rien changer",
    en: "See what a change of several tickets would do, without changing anything",
  },
  body: BulkEditInput,
  answer: PreviewShape,
  run: async ({ actor, body }) => previewBulkEdit(actor, body, (await actor.transaction(findTimeZone)) ?? undefined),
});

const ProgressShape = z
  .strictObject({
    id: z.string(),
    kind: z.enum(["merge", "split", "move", "bulk"]),
    total: z.int(),
    done: z.int(),
    finished: z.boolean(),
    undoing: z.boolean(),
    changed: z.int(),
    unchanged: z.int(),
    restored: z.int(),
    refused: z.array(z.strictObject({ ticket: z.string(), ...Why })),
    missing: z.array(z.string()),
  })
  .meta({ id: "Operation" });

export const start = operation({
  method: "POST",
  path: "/operations",
  tag,
  summary: {
    fr: "Modifier plusieurs fiches à la fois (10 000 au plus), en arrière-plan",
    en: "Change several tickets at once (10,000 at most), in the background",
  },
  body: BulkEditInput,
  answer: ProgressShape,
  status: 201,
  run: async ({ actor, body }) => {
    const { batch } = await startBulkEdit(actor, body, (await actor.transaction(findTimeZone)) ?? undefined);
    return presentProgress(await actor.transaction((tx) => readProgress(tx, batch)));
  },
  location: ({ id }) => `/operations/${id}`,
});

const Params = z.strictObject({ id: z.guid() });

export const get = operation({
  method: "GET",
  path: "/operations/{id}",
  tag,
  summary: {
    fr: "Lire où en est une opération, et ce qu’est devenue chaque fiche",
    en: "Read how far an operation is, and what became of each ticket",
  },
  params: Params,
  answer: ProgressShape,
  run: async ({ actor, params: { id } }) => presentProgress(await actor.transaction((tx) => readProgress(tx, id))),
});

export const undo = operation({
  method: "POST",
  path: "/operations/{id}/undo",
  tag,
  summary: {
    fr: "Annuler une opération, dans les 24 heures",
    en: "Undo an operation, within 24 hours",
  },
  params: Params,
  answer: ProgressShape,
  run: async ({ actor, params: { id } }) => {
    const { kind } = await actor.transaction((tx) => findBatch(tx, id));
    if (kind === "bulk") await undoBulkEdit(actor, { batch: id });
    else await undoOperation(actor, { operation: id });
    return presentProgress(await actor.transaction((tx) => readProgress(tx, id)));
  },
  current: presentStanding,
});

function presentProgress(progress: Progress): z.input<typeof ProgressShape> {
  const { batch: id, kind, total, done, finished, undoing, changed, unchanged, restored, missing } = progress;
  const refused = progress.refused.map(({ reference, why }) => ({ ticket: reference, ...why }));
  return { id, kind, total, done, finished, undoing, changed, unchanged, restored, refused, missing };
}

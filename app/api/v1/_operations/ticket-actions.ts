import { operation } from "@/app/_doors/api/operation";
import { cancelTicket } from "@/lib/tickets/cancel-ticket";
import { confirmResolution } from "@/lib/tickets/confirm-resolution";
import { ReopenTicketInput, reopenTicket } from "@/lib/tickets/reopen-ticket";
import { watchTicket } from "@/lib/tickets/watch-ticket";
import { presentStanding, presentTicket, TicketParams, TicketShape } from "./ticket-shape";

const action = {
  method: "POST",
  tag: "tickets",
  params: TicketParams,
  answer: TicketShape,
  current: presentStanding,
} as const;

export const confirm = operation({
  ...action,
  path: "/tickets/{reference}/confirm",
  summary: { fr: "Confirmer que la fiche est résolue", en: "Confirm that the ticket is resolved" },
  run: async ({ actor, params }) => presentTicket(await confirmResolution(actor, { ticket: params.reference })),
});

export const reopen = operation({
  ...action,
  path: "/tickets/{reference}/reopen",
  summary: { fr: "Rouvrir une fiche résolue, en disant pourquoi", en: "Reopen a resolved ticket, saying why" },
  body: ReopenTicketInput.pick({ text: true }),
  run: async ({ actor, params, body }) =>
    presentTicket(await reopenTicket(actor, { ...body, ticket: params.reference })),
});

export const cancel = operation({
  ...action,
  path: "/tickets/{reference}/cancel",
  summary: { fr: "Annuler une fiche qui n’est pas résolue", en: "Cancel a ticket that is not resolved" },
  run: async ({ actor, params }) => presentTicket(await cancelTicket(actor, { ticket: params.reference })),
});

export const watch = operation({
  ...action,
  path: "/tickets/{reference}/watch",
  summary: { fr: "Suivre une fiche : en recevoir les courriels", en: "Watch a ticket: receive its mails" },
  run: async ({ actor, params }) => presentTicket(await watchTicket(actor, { ticket: params.reference })),
});

import type { TicketPage } from "./read-ticket";

/** Whoever asked and may not run the ticket is told where it is in plain words, without the trade's. */
export function speaksPlainly({ ticket, viewer, actions }: Pick<TicketPage, "ticket" | "viewer" | "actions">): boolean {
  return ticket.requesterId === viewer.account.id && !actions.includes("change");
}

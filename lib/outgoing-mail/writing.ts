import type { Letter } from "@/emails/letter";
import type { WithheldReason } from "./outgoing-mail";

/** A letter with the ticket that its answers join, if any. `leftOut`: the rows of a digest that its reader could no longer read. */
export type Writing = { leftOut?: string[] } & (
  | { letter: Letter; ticket: LetterTicket | null }
  | { withheld: WithheldReason }
);

export interface LetterTicket {
  id: string;
  reference: string;
  openedAt: Date;
  projectName: string;
  inboundAddress: string;
  senderAddress: string | null;
}

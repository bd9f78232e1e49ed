import type { Letter } from "@/emails/letter";
import type { WithheldReason } from "./outgoing-mail";

/** A letter with the ticket that its answers join, if any. */
export type Writing = { letter: Letter; ticket: LetterTicket | null } | { withheld: WithheldReason };

export interface LetterTicket {
  id: string;
  reference: string;
  openedAt: Date;
  projectName: string;
  inboundAddress: string;
}

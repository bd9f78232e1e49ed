import type { Letter } from "@/emails/letter";
import type { WithheldReason } from "./outgoing-mail";

/** The rows of the outbox that a digest does not tell, each with why. */
export type LeftOut = Record<string, WithheldReason>;

/** A letter with the ticket that its answers join, if any; of a digest, with what it leaves out. */
export type Writing = { leftOut?: LeftOut } & (
  | { letter: Letter; ticket: LetterTicket | null; attached?: Attached }
  | { withheld: WithheldReason }
);

/** A file that leaves with the letter. */
export interface Attached {
  filename: string;
  content: Buffer;
}

export interface LetterTicket {
  id: string;
  reference: string;
  openedAt: Date;
  projectName: string;
  inboundAddress: string;
  senderAddress: string | null;
}

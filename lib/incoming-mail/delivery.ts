import type { Readable } from "node:stream";
import type { MailDoor } from "./incoming-mail";

/** A message at a door. The recipients are those of the envelope; none when the door knows only the message itself. */
export interface Delivery {
  raw: Buffer | Readable;
  door: MailDoor;
  peer: string | null;
  /** Whether what it says of its sender may be believed: a named relay, this machine, standard input. */
  peerTrusted: boolean;
  /** `""` is the null path of automatic mail. */
  envelopeFrom: string | null;
  envelopeTo: string[];
  /** How the peer named itself (EHLO, LHLO). */
  helo?: string | null;
  /** The mailbox from which it was taken. */
  mailboxId?: string | null;
  /** Whoever receives it handles it too, at once: its job is only for the case that he fails. */
  handledAtOnce?: boolean;
}

export interface Received {
  id: string;
  /** Where the row is: the platform's own until the message is routed. */
  workspaceId: string;
  isNew: boolean;
}

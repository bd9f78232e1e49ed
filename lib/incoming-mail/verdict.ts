import type { SenderVerdict } from "./authentication";
import type { DuplicateReason, IgnoreReason, QuarantineReason } from "./reasons";

/** What the database and the connection know about a message; gathered by others, judged without asking again. */
export type MailFacts = {
  duplicateOf: { kind: DuplicateReason | "same-id-other-content" } | null;
  /** The message bears our own loop header: an answer of ours that came back. */
  ownLoop: boolean;
  /** `MAIL FROM:<>` in the SMTP envelope, which not every server writes down as `Return-Path`. */
  nullReversePath: boolean;
  /** Brought by a named relay, by loopback or on standard input: its From may be believed. */
  peerTrusted: boolean;
  /** What SPF, DKIM and DMARC prove of the From; null when its peer is believed or nobody asked. */
  authentication: SenderVerdict | null;
  /** The account whose address or alias the From is. */
  sender: { accountId: string; suspended: boolean } | null;
  /** The workspaces (null: the platform) whose agents declared this address, of no account, unwanted. */
  senderIsSpamIn: (string | null)[];
  /** How many messages of this sender went to tickets in the last hour, to any and to the one that this one points at. */
  recentFromSender: number;
  recentOnTicket: number;
  /** The mail of ours that a delivery report is about. */
  undelivered: (Undelivered & { workspaceId: string }) | null;
  /** A recipient that has the form of a reply address; `valid` when it is one of ours, given to `accountId`. */
  signedAddress:
    | { valid: false; workspaceId: string | null }
    | (TicketFact & { valid: true; accountId: string; internal: boolean; senderMayWrite: boolean })
    | null;
  /** Tickets that the message points at, the surest first: identifiers before the subject. */
  threads: ThreadFact[];
  /** The project whose inbound address is among the recipients. */
  project: ProjectFact | null;
  /** One recipient at least is at an address or a domain of ours. */
  forUs: boolean;
};

export type TicketFact = { ticketId: string; workspaceId: string };
export type ThreadFact = TicketFact & {
  reference: string;
  via: "message-id" | "thread-index" | "subject";
  /** The identifier is that of a notice or a mail about an internal note: an answer to it stays internal. */
  internal: boolean;
  senderMayWrite: boolean;
  senderMaySee: boolean;
};
export type Undelivered = { outgoingMailId: string; ticketId: string | null; accountId: string | null };
export type ProjectFact = { projectId: string; workspaceId: string; senderMayOpen: boolean };

export type Verdict = { answerSender: boolean } & (
  | { outcome: "opened"; projectId: string; workspaceId: string }
  | { outcome: "replied" | "automatic"; ticketId: string; workspaceId: string; internal: boolean }
  | { outcome: "bounce"; undelivered: Undelivered; workspaceId: string; ticketId: string | null }
  | { outcome: "quarantined"; reason: QuarantineReason; workspaceId: string | null; ticketId: string | null }
  | { outcome: "ignored"; reason: IgnoreReason; workspaceId: string | null; ticketId: string | null }
  | { outcome: "duplicate"; reason: DuplicateReason }
);

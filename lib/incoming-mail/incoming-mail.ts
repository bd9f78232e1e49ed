import type { incomingMail } from "@/db/schema";

export type IncomingMail = typeof incomingMail.$inferSelect;

/** What handling a message needs of its row. */
export type KeptMail = Pick<
  IncomingMail,
  | "id"
  | "workspaceId"
  | "storageKey"
  | "size"
  | "sha256"
  | "door"
  | "peer"
  | "helo"
  | "mailboxId"
  | "messageId"
  | "envelopeFrom"
  | "envelopeTo"
  | "peerTrusted"
>;

export const mailDoors = ["smtp", "lmtp", "stdin", "imap", "http"] as const;
export type MailDoor = (typeof mailDoors)[number];

/** What became of a message; null while nobody has read it. */
export const outcomes = ["opened", "replied", "automatic", "bounce", "quarantined", "ignored", "duplicate"] as const;
export type Outcome = (typeof outcomes)[number];

/** The largest message that a door takes, in bytes; SMTP announces it. */
export const largestMail = 50 * 1024 * 1024;

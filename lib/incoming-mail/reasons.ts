import { type UnreadableReason, unreadableReasons } from "@/lib/mail-reading/unreadable";

/** Why a message that was read waits for an agent. */
const suspicionReasons = [
  "same-id-other-content",
  "no-sender",
  "several-senders",
  "failed-authentication",
  "uncertain-authentication",
  "unverified-sender",
  "suspended-account",
  "invalid-reply-address",
  "address-of-another-person",
  "not-entitled-to-thread",
  "unknown-sender",
  "not-a-member",
  "no-such-address",
  "not-for-us",
  "too-late-to-reopen",
  "too-many-mails",
  "refused",
  "took-too-many-tries",
  "known-spam",
] as const;

/** Why a message is kept and nothing done with it. */
const ignoreReasons = [
  "own-loop",
  "delivery-report",
  "read-receipt",
  "automatic-mail",
  "automatic-mail-on-thread",
  "mailing-list",
] as const;

const duplicateReasons = ["same-bytes", "same-id-same-sender"] as const;

export type QuarantineReason = UnreadableReason | (typeof suspicionReasons)[number];
export type IgnoreReason = (typeof ignoreReasons)[number];
export type DuplicateReason = (typeof duplicateReasons)[number];
export type MailReason = QuarantineReason | IgnoreReason | DuplicateReason;

/** Every reason that a verdict can carry; the sentence of one is the message `mail.reasons.<reason>`. */
export const mailReasons: readonly MailReason[] = [
  ...unreadableReasons,
  ...suspicionReasons,
  ...ignoreReasons,
  ...duplicateReasons,
];

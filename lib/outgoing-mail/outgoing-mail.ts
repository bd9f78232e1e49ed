import type { outgoingMail } from "@/db/schema";
import { getSettings } from "@/lib/settings/environment";

export type OutgoingMail = typeof outgoingMail.$inferSelect;

/** Every template: notices go to who takes part in a ticket, the others to one person about himself. */
export const mailKinds = [
  "ticket-opened",
  "message-added",
  "note-added",
  "ticket-resolved",
  "ticket-assigned",
  "ticket-changed",
  "approval-asked",
  "approval-settled",
  "invitation",
  "password-reset",
  "password-changed",
  "quarantine-answer",
  "rejection-answer",
  "loop-alert",
  "digest",
  "export-settled",
  "package-deposited",
  "item-expiring",
  "file-infected",
] as const;

/** Written to somebody who has no account: nobody must answer it, and its delivery report would reach nobody (RFC 3834). */
export const answersToStrangers: readonly string[] = ["quarantine-answer", "rejection-answer"] satisfies MailKind[];

export type MailKind = (typeof mailKinds)[number];

export const mailStates = ["queued", "sent", "failed", "bounced", "withheld"] as const;

/** Why a queued mail did not leave: its reader may no longer read it, cannot be reached, or it would say nothing true or answer a machine. */
export type WithheldReason =
  | "not-readable-any-more"
  | "left-the-ticket"
  | "link-no-longer-valid"
  | "nothing-to-say"
  | "address-flagged"
  | "loop-brake"
  | "taken-back";

/** The Message-ID of a mail of ours: drawn from its row, so that a second sending after a crash is the same mail. */
export function headerMessageIdOf(id: string): string {
  return `<${id}@${getSettings().mailDomain}>`;
}

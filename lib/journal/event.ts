import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { Permission } from "@/lib/access/permissions";
import type { Door } from "@/lib/tenancy/actor";

/** Everything that can be written in the journal: `noun.happened`, past tense. */
export const eventTypes = [
  "ticket.opened",
  "ticket.changed",
  "ticket.assigned",
  "ticket.moved",
  "ticket.resolved",
  "ticket.confirmed",
  "ticket.reopened",
  "ticket.cancelled",
  "ticket.linked",
  "window.planned",
  "window.withdrawn",
  "stage.approved",
  "stage.refused",
  "stage.installed",
  "stage.rolledBack",
  "verification.announced",
  "verification.decided",
  "ticket.unlinked",
  "ticket.merged",
  "ticket.split",
  "ticket.restored",
  "task.added",
  "task.changed",
  "task.completed",
  "task.reopened",
  "task.moved",
  "task.removed",
  "ticket.declaredMajor",
  "ticket.noLongerMajor",
  "knownError.recorded",
  "knownError.published",
  "knownError.withdrawn",
  "time.added",
  "time.corrected",
  "time.removed",
  "realTime.added",
  "message.added",
  "message.takenBack",
  "note.added",
  "attachment.added",
  "participant.added",
  "participant.left",
  "approval.asked",
  "approval.decided",
  "approval.withdrawn",
  "approval.lapsed",
  "approval.reminded",
  "plan.changed",
  "change.reviewed",
  "delegation.given",
  "delegation.ended",
  "changeTemplate.created",
  "changeTemplate.archived",
  "beneficiary.created",
  "beneficiary.changed",
  "workspace.created",
  "workspace.changed",
  "project.created",
  "project.changed",
  "account.invited",
  "account.activated",
  "account.changed",
  "account.suspended",
  "account.restored",
  "account.appointed",
  "account.dismissed",
  "account.mailFlagged",
  "account.mailCleared",
  "account.aliasAdded",
  "account.aliasRemoved",
  "password.changed",
  "password.resetRequested",
  "session.opened",
  "session.ended",
  "token.created",
  "token.revoked",
  "membership.given",
  "membership.changed",
  "membership.ended",
  "grant.given",
  "grant.withdrawn",
  "profile.created",
  "profile.changed",
  "profile.removed",
  "category.created",
  "category.changed",
  "status.changed",
  "workflow.changed",
  "field.created",
  "field.changed",
  "form.created",
  "form.changed",
  "priorityMatrix.changed",
  "setting.changed",
  "mail.received",
  "mail.quarantined",
  "mail.handedOver",
  "mail.released",
  "mail.attached",
  "mail.rejected",
  "mail.declaredSpam",
  "mail.restored",
  "mail.retried",
  "mailbox.added",
  "mailbox.changed",
  "mailbox.removed",
  "mailbox.paused",
  "mailbox.resumed",
  "mailbox.messageSetAside",
  "mail.bounced",
  "mail.braked",
  "freeze.declared",
  "freeze.lifted",
  "calendarFeed.opened",
  "calendarFeed.revoked",
  "seal.made",
  "export.made",
  "export.asked",
  "export.finished",
  "export.abandoned",
  "export.expired",
  "exportSchedule.created",
  "exportSchedule.ended",
  "dashboard.created",
  "dashboard.changed",
  "dashboard.archived",
  "item.created",
  "item.changed",
  "item.reminded",
  "item.related",
  "item.parted",
  "item.shared",
  "item.unshared",
  "ticket.itemLinked",
  "ticket.itemUnlinked",
  "itemImport.started",
  "itemImport.mapped",
  "itemImport.confirmed",
  "itemImport.applied",
  "itemImport.abandoned",
] as const;

export type EventType = (typeof eventTypes)[number];

/** The fields over which a line's hash is taken. */
export interface EventContent {
  workspaceId: string;
  chainId: string;
  sequence: number;
  ticketId: string | null;
  /** Absent, and so outside the hash, from lines that are about no item or package. */
  itemId?: string;
  packageId?: string;
  requires: Permission | null;
  at: string;
  actorId: string | null;
  door: Door;
  type: EventType;
  payload: Record<string, unknown>;
  previousHash: string;
}

/** SHA-256, in hexadecimal, of the canonical JSON (RFC 8785) of a line. */
export function hashEvent(content: EventContent): string {
  return sha256(canonicalize(content)!);
}

/** SHA-256, in hexadecimal, of a text in UTF-8: how a line refers to a body, so that erasing it leaves the chain whole. */
export function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

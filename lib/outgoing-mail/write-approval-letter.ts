import { approvalAsked } from "@/emails/approval-asked";
import { approvalSettled } from "@/emails/approval-settled";
import type { Letter } from "@/emails/letter";
import type { Transaction } from "@/lib/tenancy/actor";
import { addressOfApproval, approvalLinkDays } from "./approval-link";
import { findAskedOf } from "./approval-mail-queries";
import { findHappened, findNoticeTicket, type NoticeTicket } from "./notice-queries";
import type { OutgoingMail } from "./outgoing-mail";
import { addressed } from "./write-notice";
import type { Writing } from "./writing";

/** Writes to an approver, or to who asked him, in a transaction of the reader; whether he takes part in the ticket does not matter. */
export async function writeApprovalLetter(tx: Transaction, mail: OutgoingMail): Promise<Writing> {
  const ticket = await findNoticeTicket(tx, mail.ticketId!);
  if (!ticket) return { withheld: "not-readable-any-more" };
  if (ticket.mailFlaggedAt) return { withheld: "address-flagged" };
  const happened = mail.eventId ? await findHappened(tx, mail.eventId) : null;
  if (!happened) return { withheld: "nothing-to-say" };
  const letter =
    mail.kind === "approval-asked"
      ? await askLetter(tx, mail, ticket, happened)
      : settledLetter(ticket, happened as Happened);
  return letter ? { letter, ticket } : { withheld: "nothing-to-say" };
}

type Happened = NonNullable<Awaited<ReturnType<typeof findHappened>>>;

async function askLetter(
  tx: Transaction,
  mail: OutgoingMail,
  ticket: NoticeTicket,
  happened: Happened,
): Promise<Letter | null> {
  const { approvalId } = happened.payload as { approvalId: string };
  const asked = await findAskedOf(tx, approvalId);
  if (!asked) return null;
  const { reader, about } = addressed(ticket);
  const titles = (list: string) => asked.steps.filter((step) => step.list === list).map(({ title }) => title);
  // Drawn from the row, so that a second sending is the same mail.
  const expiresAt = new Date(mail.createdAt.getTime() + approvalLinkDays * 86_400_000);
  const { seat, fingerprint } = asked;
  return approvalAsked(reader, about, {
    by: asked.askedBy ?? "Guichet",
    inPlaceOf: asked.inPlaceOf,
    subject: asked.subject,
    afterTheFact: asked.afterTheFact,
    reminder: happened.type === "approval.reminded",
    request: asked.request ?? "",
    window:
      asked.windowStart && asked.windowEnd
        ? { start: new Date(asked.windowStart), end: new Date(asked.windowEnd) }
        : null,
    risk: asked.risk,
    dueAt: asked.dueAt ? new Date(asked.dueAt) : null,
    steps: { implementation: titles("implementation"), rollback: titles("rollback") },
    url: addressOfApproval({ approvalId, seat, decider: tx.asking.accountId!, fingerprint, expiresAt }),
    expiresAt,
  });
}

function settledLetter(ticket: NoticeTicket, happened: Happened): Letter {
  const { reader, about } = addressed(ticket);
  const { state, reason = null } = happened.payload as { state?: "approved" | "refused"; reason?: string | null };
  return approvalSettled(reader, about, {
    state: state ?? "lapsed",
    by: state ? happened.by : null,
    at: happened.at,
    reason,
  });
}

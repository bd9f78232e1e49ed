import { and, desc, eq, sql } from "drizzle-orm";
import { outgoingMail } from "@/db/schema";
import type { ReadMail } from "@/lib/mail-reading/mail";
import { askAsWorker, workspaceActor } from "@/lib/tenancy/actor";
import { findAutomatism } from "./automatic-mail";
import type { SignedAddress } from "./find-signed-address";
import type { KeptMail } from "./incoming-mail";
import type { MailFacts } from "./verdict";

/**
 * The mail of ours that a delivery report is about: by the Message-ID that it returns, else the last one that was sent from the
 * signed address to which it came. Null when it is no report of a failure, or about nothing of ours.
 */
export async function findUndelivered(
  row: KeptMail,
  mail: ReadMail,
  signed: SignedAddress | null,
): Promise<MailFacts["undelivered"]> {
  if (mail.unreadable !== null || !mail.report?.failed) return null;
  if (findAutomatism(mail, row.envelopeFrom === "") !== "delivery-report") return null;
  const [found] = await askAsWorker<NonNullable<MailFacts["undelivered"]>>(sql`
    select id as "outgoingMailId", workspace_id as "workspaceId", ticket_id as "ticketId", account_id as "accountId"
      from find_sent_mails(array(select jsonb_array_elements_text(${JSON.stringify(mail.report.originals)}::text::jsonb)))`);
  return found ?? (signed?.valid ? findLastSent(signed) : null);
}

type Valid = Extract<SignedAddress, { valid: true }>;

async function findLastSent({ workspaceId, ticketId, accountId }: Valid): Promise<MailFacts["undelivered"]> {
  const [last] = await workspaceActor(workspaceId).transaction((tx) =>
    tx
      .select({ outgoingMailId: outgoingMail.id })
      .from(outgoingMail)
      .where(
        and(eq(outgoingMail.ticketId, ticketId), eq(outgoingMail.accountId, accountId), eq(outgoingMail.state, "sent")),
      )
      .orderBy(desc(outgoingMail.sentAt))
      .limit(1),
  );
  return last ? { ...last, workspaceId, ticketId, accountId } : null;
}

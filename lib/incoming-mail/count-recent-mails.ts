import { sql } from "drizzle-orm";
import type { ReadMail } from "@/lib/mail-reading/mail";
import { askAsWorker } from "@/lib/tenancy/actor";
import type { KeptMail } from "./incoming-mail";
import type { MailFacts } from "./verdict";

/**
 * How many messages of a sender went to tickets in the last hour, to any and to one; only asked when this one points at a ticket. What
 * an operator takes in by hand is no loop, however much it is.
 */
export async function countRecentMails(
  row: KeptMail,
  mail: ReadMail,
  ticketId: string | null,
): Promise<Pick<MailFacts, "recentFromSender" | "recentOnTicket">> {
  if (mail.from === null || ticketId === null || row.door === "stdin")
    return { recentFromSender: 0, recentOnTicket: 0 };
  const [counted] = await askAsWorker<{ recentFromSender: number; recentOnTicket: number }>(sql`
    select from_sender::int as "recentFromSender", on_ticket::int as "recentOnTicket"
      from count_recent_mails(${mail.from.address}, ${ticketId})`);
  return counted!;
}

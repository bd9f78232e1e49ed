import { sql } from "drizzle-orm";
import { type DigestSection, digest } from "@/emails/digest";
import { getSettings } from "@/lib/settings/environment";
import { askAsWorker, personActor, type Transaction } from "@/lib/tenancy/actor";
import { findReader } from "./notice-queries";
import type { OutgoingMail } from "./outgoing-mail";
import { addressed, type NoticeRow, preferencesUrl, writeNotice } from "./write-notice";
import type { LeftOut, Writing } from "./writing";

/** More would make a mail that nobody reads; the rest is read on the pages. */
const mostTold = 200;

type Row = NoticeRow & { id: string; createdAt: string };

/** Writes what waited for this digest as its reader, with the rights that he has now: each row is written by its notice's own template. */
export async function writeDigest(mail: OutgoingMail): Promise<Writing> {
  const rows = await askAsWorker<Row & Record<string, unknown>>(sql`
    select id, kind, ticket_id as "ticketId", message_id as "messageId", event_id as "eventId", created_at as "createdAt"
      from find_digest_rows(${mail.id})`);
  return personActor(mail.accountId!, "mail").transaction(async (tx) => {
    const { sections, told, leftOut } = await tell(tx, rows);
    const reader = await findReader(tx);
    if (!reader || told === 0) return { withheld: "nothing-to-say", leftOut };
    const more = told === mostTold;
    const ticketsUrl = `${getSettings().url}/tickets`;
    const letter = digest(reader, { sections, more, ticketsUrl, preferencesUrl: preferencesUrl() });
    return { letter, ticket: null, leftOut };
  });
}

async function tell(tx: Transaction, rows: Row[]) {
  const sections = new Map<string, DigestSection>();
  const leftOut: LeftOut = {};
  let told = 0;
  for (const row of rows) {
    if (told === mostTold) break;
    const writing = await writeNotice(tx, row);
    if ("withheld" in writing) {
      leftOut[row.id] = writing.withheld;
      continue;
    }
    const { about } = addressed(writing.ticket);
    const section = sections.get(writing.ticket.id) ?? { about, told: [] };
    section.told.push({ at: new Date(row.createdAt), letter: writing.letter });
    sections.set(writing.ticket.id, section);
    told += 1;
  }
  return { sections: [...sections.values()], told, leftOut };
}

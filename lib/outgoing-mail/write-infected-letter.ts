import { sql } from "drizzle-orm";
import { fileInfected } from "@/emails/file-infected";
import { getSettings } from "@/lib/settings/environment";
import type { Transaction } from "@/lib/tenancy/actor";
import type { OutgoingMail } from "./outgoing-mail";
import type { Writing } from "./writing";

interface Found extends Record<string, unknown> {
  locale: string;
  timeZone: string;
  at: string;
  name: string;
  threat: string;
  reference: string | null;
  packageId: string | null;
}

/** Says that a file was set aside, to who may still read what carries it. */
export async function writeInfectedLetter(tx: Transaction, mail: OutgoingMail): Promise<Writing> {
  const [found] = await tx.execute<Found>(sql`
    select a.locale, a.time_zone as "timeZone", e.at::text, e.payload->>'name' as name, e.payload->>'threat' as threat,
      p.key || '-' || t.number as reference, e.package_id as "packageId"
    from event e join account a on a.id = ${mail.accountId}
      left join ticket t on t.workspace_id = e.workspace_id and t.id = e.ticket_id left join project p on p.id = t.project_id
    where e.workspace_id = ${mail.workspaceId} and e.id = ${mail.eventId}`);
  if (!found) return { withheld: "not-readable-any-more" };
  const { url } = getSettings();
  const letter = fileInfected(
    { language: found.locale === "en" ? "en" : "fr", timeZone: found.timeZone, role: null },
    {
      ...{ name: found.name, threat: found.threat, at: new Date(found.at), reference: found.reference },
      url: found.reference ? `${url}/tickets/${found.reference}` : `${url}/deposits/packages/${found.packageId}`,
    },
  );
  return { letter, ticket: null };
}

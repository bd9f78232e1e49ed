import type { IncomingMailFilter } from "@/lib/incoming-mail/mail-filter";

/** The address of the received mails that a filter shows. */
export function mailsAddress(filter: Partial<IncomingMailFilter>): string {
  const { q, sender, subject, messageId, outcome, from, to, after } = filter;
  const asked = Object.entries({ q, sender, subject, messageId, outcome, from, to, after });
  const query = new URLSearchParams(asked.filter((pair): pair is [string, string] => Boolean(pair[1])));
  return query.size > 0 ? `/mails?${query}` : "/mails";
}

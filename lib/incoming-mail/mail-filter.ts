import { and, eq, gte, isNotNull, isNull, lt, ne, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { incomingMail } from "@/db/schema";
import { outcomes } from "./incoming-mail";

const words = z.string().trim().max(1_000);
/** A day of the calendar, as PostgreSQL can read it too. */
const day = z.iso.date().refine((text) => text >= "1900-01-01", { params: { code: "too-early" } });

/** Which messages a list shows. Unknown names are refused. */
export const IncomingMailFilter = z.strictObject({
  /** Words of the subject, or a part of the sender's address or name, or a Message-ID. */
  q: words.optional(),
  /** A part of the sender's address or name. */
  sender: words.optional(),
  /** Words of the subject, whatever their accents and endings. */
  subject: words.optional(),
  /** With or without its angle brackets. */
  messageId: words.optional(),
  outcome: z.enum(outcomes).optional(),
  /** Days of the reader's calendar, both included. */
  from: day.optional(),
  to: day.optional(),
  /** What waits for a decision; of known spammers, or of everybody else. */
  waiting: z.enum(["decision", "spam"]).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** The last identifier of the page before. */
  after: z.uuid().optional(),
});
export type IncomingMailFilter = z.output<typeof IncomingMailFilter>;

/** The same as an address of a page carries it: what makes no sense there is passed over. */
export function readMailFilter(asked: Record<string, unknown>): IncomingMailFilter {
  const { shape } = IncomingMailFilter;
  const kept = Object.entries(asked).filter(([name, value]) => {
    const field = shape[name as keyof typeof shape];
    return field !== undefined && value !== "" && field.safeParse(value).success;
  });
  return IncomingMailFilter.parse(Object.fromEntries(kept));
}

/** Past this many matches of words older ones are not looked for: nobody reads that far, and a narrower question finds them. */
const mostMatches = 5_000;

/** What the filter asks, as conditions on `incoming_mail`; a message that nobody has read yet is in no list. */
export function mailConditions(filter: Partial<IncomingMailFilter>, timeZone: string): SQL[] {
  const { q, sender, subject, messageId, outcome, from, to, waiting, after } = filter;
  const conditions = [
    isNotNull(incomingMail.outcome),
    outcome && eq(incomingMail.outcome, outcome),
    waiting && waitingCondition(waiting),
    messageId && eq(incomingMail.messageId, inBrackets(messageId)),
    q && or(eq(incomingMail.messageId, inBrackets(q)), isAmong(q, q, true, after)),
    (sender || subject) && isAmong(sender, subject, false, after),
    ...periodConditions({ from, to }, timeZone),
    after && lt(incomingMail.id, after),
  ];
  return conditions.filter((condition): condition is SQL => Boolean(condition));
}

/** Received on these days, read or not. */
export function periodConditions({ from, to }: Pick<IncomingMailFilter, "from" | "to">, timeZone: string): SQL[] {
  return [
    ...(from ? [gte(incomingMail.receivedAt, startOfDay(from, timeZone))] : []),
    ...(to ? [lt(incomingMail.receivedAt, startOfDay(to, timeZone, 1))] : []),
  ];
}

function waitingCondition(waiting: "decision" | "spam"): SQL {
  const undecided = and(eq(incomingMail.outcome, "quarantined"), isNull(incomingMail.decidedAt))!;
  return and(undecided, (waiting === "spam" ? eq : ne)(incomingMail.reason, "known-spam"))!;
}

/** Row security would forbid an index to these words: the function asks with the same rights. */
function isAmong(sender: string | undefined, subject: string | undefined, either: boolean, after: string | undefined) {
  return sql`${incomingMail.id} in (select search_mail_ids(${sender || null}, ${subject || null}, ${either},
    ${after ?? null}::uuid, ${mostMatches}))`;
}

function inBrackets(messageId: string): string {
  return /^<.*>$/.test(messageId) ? messageId : `<${messageId}>`;
}

/** Midnight of a day of the reader's calendar, as a moment: PostgreSQL knows the changes of clocks. */
function startOfDay(asked: string, timeZone: string, later = 0): SQL {
  return sql`((${asked}::date + ${later}::int)::timestamp at time zone ${timeZone})`;
}

import { and, count } from "drizzle-orm";
import { incomingMail } from "@/db/schema";
import type { Transaction } from "@/lib/tenancy/actor";
import { type Outcome, outcomes } from "./incoming-mail";
import { type IncomingMailFilter, periodConditions } from "./mail-filter";

/** The conservation law of a period: `received` is the sum of all the others, always. */
export interface MailFigures {
  received: number;
  /** Not read yet: it drains to nothing. */
  pending: number;
  outcomes: Record<Outcome, number>;
}

/** How many messages came in a period and what became of them, among those that the asking person may review. */
export async function countMails(
  tx: Transaction,
  period: Pick<IncomingMailFilter, "from" | "to">,
  timeZone = "Europe/Paris",
): Promise<MailFigures> {
  const rows = await tx
    .select({ outcome: incomingMail.outcome, mails: count() })
    .from(incomingMail)
    .where(and(...periodConditions(period, timeZone)))
    .groupBy(incomingMail.outcome);
  const sum = (those: typeof rows) => those.reduce((total, { mails }) => total + mails, 0);
  return {
    received: sum(rows),
    pending: sum(rows.filter(({ outcome }) => outcome === null)),
    outcomes: Object.fromEntries(
      outcomes.map((one) => [one, sum(rows.filter(({ outcome }) => outcome === one))]),
    ) as Record<Outcome, number>,
  };
}

/** What the law leaves unexplained: anything but 0 is a fault of ours. */
export function unaccounted({ received, pending, outcomes: counted }: MailFigures): number {
  return received - pending - Object.values(counted).reduce((total, mails) => total + mails, 0);
}

import { and, eq, isNotNull, isNull } from "drizzle-orm";
import { account } from "@/db/schema";
import { loopAlert } from "@/emails/loop-alert";
import { getSettings } from "@/lib/settings/environment";
import { directoryActor } from "@/lib/tenancy/actor";
import type { OutgoingMail } from "./outgoing-mail";
import type { Writing } from "./writing";

/** Tells an administrator where to look; he may not read the ticket concerned, so nothing of it is said. */
export async function writeLoopAlert(mail: OutgoingMail): Promise<Writing> {
  const [reader] = await directoryActor().transaction((tx) =>
    tx
      .select({ locale: account.locale, timeZone: account.timeZone })
      .from(account)
      .where(
        and(
          eq(account.id, mail.accountId!),
          isNull(account.suspendedAt),
          isNotNull(account.platformAdministratorSince),
        ),
      ),
  );
  if (!reader) return { withheld: "nothing-to-say" };
  const language = reader.locale === "en" ? "en" : "fr";
  const url = `${getSettings().url}/mails/outbox?state=withheld`;
  return {
    letter: loopAlert({ language, timeZone: reader.timeZone, role: null }, { at: mail.createdAt, url }),
    ticket: null,
  };
}

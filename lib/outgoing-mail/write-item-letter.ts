import { sql } from "drizzle-orm";
import { itemExpiring } from "@/emails/item-expiring";
import { getSettings } from "@/lib/settings/environment";
import type { Transaction } from "@/lib/tenancy/actor";
import type { OutgoingMail } from "./outgoing-mail";
import type { Writing } from "./writing";

interface Found extends Record<string, unknown> {
  locale: string;
  timeZone: string;
  name: string;
  labelFr: string;
  labelEn: string;
  expiresOn: string | null;
  days: number | null;
  retired: boolean;
  /** Nearer than this many days, its end is reminded. */
  horizon: number | null;
}

/** Says that an item ends, as it stands when the mail leaves; nothing once it was renewed or is used no more. */
export async function writeItemLetter(tx: Transaction, mail: OutgoingMail): Promise<Writing> {
  const [found] = await tx.execute<Found>(sql`
    select a.locale, a.time_zone as "timeZone", i.name, y.label_fr as "labelFr", y.label_en as "labelEn", i.expires_on::text as "expiresOn",
      i.expires_on - (now() at time zone 'Europe/Paris')::date as days, i.status = 'retired' as retired,
      (select max(d) from unnest(y.remind_days) d) as horizon
    from item i join item_type y on y.workspace_id = i.type_workspace_id and y.id = i.type_id join account a on a.id = ${mail.accountId}
    where i.workspace_id = ${mail.workspaceId} and i.id = ${mail.itemId}`);
  if (!found) return { withheld: "not-readable-any-more" };
  const { expiresOn, days, horizon } = found;
  if (found.retired || expiresOn === null || days === null || horizon === null || days > horizon)
    return { withheld: "nothing-to-say" };
  const language = found.locale === "en" ? "en" : "fr";
  const letter = itemExpiring(
    { language, timeZone: found.timeZone, role: null },
    {
      ...{ name: found.name, on: expiresOn, days },
      type: language === "en" ? found.labelEn : found.labelFr,
      url: `${getSettings().url}/items/${mail.itemId}`,
    },
  );
  return { letter, ticket: null };
}

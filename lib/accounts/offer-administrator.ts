import { sql } from "drizzle-orm";
import { addressOfLink } from "@/lib/outgoing-mail/single-use-link";
import { unknownActor } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";

/** The address, good for 24 hours, where the first administrator creates his account; null as soon as there is one. */
export async function offerAdministrator(): Promise<string | null> {
  const linkId = newIdentifier();
  const [row] = await unknownActor("cli").transaction((tx) =>
    tx.execute<{ offered: boolean }>(sql`select offer_first_administrator(${linkId}) as offered`),
  );
  return row?.offered ? addressOfLink("first-administrator", linkId) : null;
}

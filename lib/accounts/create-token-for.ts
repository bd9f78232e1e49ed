import { and, eq, inArray, isNull, or } from "drizzle-orm";
import { account, accountAlias } from "@/db/schema";
import { directoryActor, personActor } from "@/lib/tenancy/actor";
import { createToken } from "./create-token";
import { normaliseMailAddress } from "./mail-address";

/** A new token for whoever has this address, asked by the operator of the command line; null when no active account has it. */
export async function createTokenFor(address: string): Promise<string | null> {
  const mail = normaliseMailAddress(address);
  if (!mail) return null;
  const [found] = await directoryActor().transaction((tx) =>
    tx
      .select({ id: account.id })
      .from(account)
      .where(
        and(
          isNull(account.suspendedAt),
          or(
            eq(account.mail, mail),
            inArray(
              account.id,
              tx.select({ id: accountAlias.accountId }).from(accountAlias).where(eq(accountAlias.mail, mail)),
            ),
          ),
        ),
      ),
  );
  if (!found) return null;
  const { token } = await createToken(personActor(found.id, "cli"), { name: "npm run token" });
  return token;
}

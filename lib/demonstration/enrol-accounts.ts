import postgres from "postgres";
import { hashPassword } from "@/lib/accounts/hash-password";
import { recordEvent } from "@/lib/journal/record-event";
import { PLATFORM_ID, personActor } from "@/lib/tenancy/actor";
import { accounts, administrator, demonstrationPassword } from "./demonstration";

/** Writes the missing demonstration accounts, as the database's owner since nobody exists yet to invite them. Gives ids by address. */
export async function enrolAccounts(ownerUrl: string): Promise<Map<string, string>> {
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    const mails = [administrator, ...accounts].map(({ mail }) => mail);
    const known = await owner<{ mail: string; id: string }[]>`select mail, id from account where mail = any(${mails})`;
    const missing = [administrator, ...accounts].filter(({ mail }) => !known.some((row) => row.mail === mail));
    const enrolled = await enrol(owner, missing);
    const ids = new Map([...known, ...enrolled].map(({ mail, id }) => [mail, id]));
    await tell(ids.get(administrator.mail)!, enrolled);
    return ids;
  } finally {
    await owner.end();
  }
}

async function enrol(owner: postgres.Sql, missing: { mail: string; name: string }[]) {
  const hashes = await Promise.all(missing.map(() => hashPassword(demonstrationPassword)));
  return owner.begin(async (tx) => {
    const enrolled: { mail: string; id: string }[] = [];
    for (const [index, { mail, name }] of missing.entries()) {
      const [created] = await tx<{ id: string }[]>`
        insert into account (mail, name, platform_administrator_since)
        values (${mail}, ${name}, case when ${mail === administrator.mail} then now() end) returning id`;
      await tx`insert into credential (account_id, password_hash) values (${created!.id}, ${hashes[index]!})`;
      enrolled.push({ mail, id: created!.id });
    }
    return enrolled;
  });
}

async function tell(administratorId: string, enrolled: { id: string }[]) {
  await personActor(administratorId, "cli").transaction(async (tx) => {
    for (const { id } of enrolled)
      await recordEvent(tx, { type: "account.activated", workspaceId: PLATFORM_ID, payload: { accountId: id } });
  });
}

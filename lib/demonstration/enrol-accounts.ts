import { hash } from "@node-rs/argon2";
import postgres from "postgres";
import { recordEvent } from "@/lib/journal/record-event";
import { PLATFORM_ID, personActor } from "@/lib/tenancy/actor";
import { accounts, administrator, demonstrationPassword } from "./demonstration";

/** Writes the demonstration accounts, as the database's owner since nobody exists yet to invite them. Gives their ids by address. */
export async function enrolAccounts(ownerUrl: string): Promise<Map<string, string>> {
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    const people = [administrator, ...accounts];
    const enrolled = await Promise.all(people.map((person) => enrol(owner, person)));
    await owner`update account set platform_administrator_since = now()
      where mail = ${administrator.mail} and platform_administrator_since is null`;
    const ids = new Map(enrolled.map(({ mail, id }) => [mail, id]));
    await tell(
      ids.get(administrator.mail)!,
      enrolled.filter(({ created }) => created).map(({ id }) => id),
    );
    return ids;
  } finally {
    await owner.end();
  }
}

async function enrol(owner: postgres.Sql, person: { mail: string; name: string }) {
  const [created] = await owner<{ id: string }[]>`
    insert into account (mail, name) values (${person.mail}, ${person.name}) on conflict do nothing returning id`;
  const [known] = created
    ? [created]
    : await owner<{ id: string }[]>`select id from account where mail = ${person.mail}`;
  await owner`insert into credential (account_id, password_hash) values (${known!.id}, ${await hash(demonstrationPassword)})
    on conflict do nothing`;
  return { mail: person.mail, id: known!.id, created: created !== undefined };
}

async function tell(administratorId: string, accountIds: string[]) {
  await personActor(administratorId, "cli").transaction(async (tx) => {
    for (const accountId of accountIds)
      await recordEvent(tx, { type: "account.activated", workspaceId: PLATFORM_ID, payload: { accountId } });
  });
}

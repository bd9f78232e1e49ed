import { sql } from "drizzle-orm";
import { itemReminder, workspace } from "@/db/schema";
import { recordEvent } from "@/lib/journal/record-event";
import { queueItemMail } from "@/lib/outgoing-mail/queue-item-mail";
import { directoryActor, PLATFORM_ID, type Transaction, workspaceActor } from "@/lib/tenancy/actor";

/**
 * Reminds who answers for items that they end: once for each of the days that their type names, and again when the end is put off. A job;
 * `today` is the day in Paris when absent.
 */
export async function remindItemExpiries(today = new Date().toLocaleDateString("sv-SE", { timeZone: "Europe/Paris" })) {
  const places = await directoryActor().transaction((tx) => tx.select({ id: workspace.id }).from(workspace));
  let reminded = 0;
  for (const workspaceId of [PLATFORM_ID, ...places.map(({ id }) => id)]) {
    const actor = workspaceActor(workspaceId);
    const due = await actor.transaction((tx) => listDue(tx, workspaceId, today));
    // One transaction for each: a trouble with one holds no other back.
    for (const one of due) if (await actor.transaction((tx) => remind(tx, one))) reminded += 1;
  }
  return { reminded };
}

interface Due extends Record<string, unknown> {
  workspaceId: string;
  id: string;
  ownerId: string | null;
  createdBy: string | null;
  expiresOn: string;
  daysBefore: number;
}

/** The items that end within one of the days of their type, nearest first, of which that was not said yet. */
function listDue(tx: Transaction, workspaceId: string, today: string) {
  return tx.execute<Due>(sql`
    select * from (
      select i.workspace_id as "workspaceId", i.id, i.owner_id as "ownerId", i.created_by as "createdBy", i.expires_on::text as "expiresOn",
        (select min(d) from unnest(y.remind_days) d where d >= i.expires_on - ${today}::date) as "daysBefore"
      from item i join item_type y on y.workspace_id = i.type_workspace_id and y.id = i.type_id
      where i.workspace_id = ${workspaceId} and i.status <> 'retired' and i.expires_on >= ${today}::date) due
    where due."daysBefore" is not null and not exists (select 1 from item_reminder r
      where r.workspace_id = due."workspaceId" and r.item_id = due.id and r.expires_on = due."expiresOn"::date and r.days_before = due."daysBefore")
    order by due."expiresOn" limit 10000`);
}

/** False when another worker said it meanwhile. */
async function remind(tx: Transaction, due: Due): Promise<boolean> {
  const { workspaceId, id, expiresOn, daysBefore } = due;
  const [first] = await tx
    .insert(itemReminder)
    .values({ workspaceId, itemId: id, expiresOn, daysBefore })
    .onConflictDoNothing()
    .returning({ itemId: itemReminder.itemId });
  if (!first) return false;
  for (const person of await listAnswering(tx, due)) await queueItemMail(tx, due, person);
  await recordEvent(tx, { type: "item.reminded", workspaceId, itemId: id, payload: { expiresOn, daysBefore } });
  return true;
}

/** Its owner; when it has none, whoever keeps the items of its workspace, or laid the platform's. */
function listAnswering(tx: Transaction, { workspaceId, ownerId, createdBy }: Due) {
  const alone = ownerId ?? (workspaceId === PLATFORM_ID ? createdBy : null);
  return tx.execute<{ id: string; mail: string }>(
    alone
      ? sql`select id, mail from account where id = ${alone} and suspended_at is null`
      : sql`select a.id, a.mail from membership m join profile f on f.workspace_id = m.workspace_id and f.id = m.profile_id
          join account a on a.id = m.account_id and a.suspended_at is null
          where m.workspace_id = ${workspaceId} and m.ended_at is null and 'items.write' = any (f.permissions) limit 50`,
  );
}

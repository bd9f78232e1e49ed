import { and, desc, eq, gte, inArray, lt, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { account, event, profile } from "@/db/schema";
import { authorizePlatform, authorizeWorkspace, mayWorkspace } from "@/lib/access/ability";
import { getRights } from "@/lib/access/rights";
import { eventTypes } from "@/lib/journal/event";
import { PLATFORM_ID, type Transaction } from "@/lib/tenancy/actor";
import { getWorkspace, listWorkspaces } from "./workspace-queries";

/** What the journal page can be narrowed to; anything that makes no sense there is passed over. */
export const JournalFilter = z.object({
  type: z.enum(eventTypes).optional().catch(undefined),
  /** Days, inclusive, in the reader's zone. */
  from: z.iso.date().optional().catch(undefined),
  until: z.iso.date().optional().catch(undefined),
  /** Lines older than this sequence. */
  before: z.coerce.number().int().min(1).max(2_147_483_647).optional().catch(undefined),
});

export type JournalFilter = z.output<typeof JournalFilter>;
export type JournalLine = Awaited<ReturnType<typeof listAdministrationLines>>["lines"][number];

/** The types of lines that an administration chain can hold. */
export const administrationTypes = eventTypes.filter(
  (type) => !/^(ticket|message|note|attachment|participant)\./.test(type),
);

const linesPerPage = 50;

/** The chain to read, when this person may: a workspace's administration, or with no workspace the platform's own. */
export async function getJournalPlace(tx: Transaction, workspaceKey: string | undefined) {
  const rights = await getRights(tx);
  if (!workspaceKey) {
    authorizePlatform(rights);
    return { id: PLATFORM_ID, key: null, name: null };
  }
  const place = await getWorkspace(tx, workspaceKey);
  authorizeWorkspace(rights, "readJournal", place.id);
  return { id: place.id, key: place.key, name: place.name };
}

/** The workspaces whose journal this person may read. */
export async function listJournalPlaces(tx: Transaction) {
  const rights = await getRights(tx);
  const workspaces = await listWorkspaces(tx);
  return workspaces.filter(({ id }) => mayWorkspace(rights, "readJournal", id)).map(({ key, name }) => ({ key, name }));
}

/** The lines of an administration chain, the last one first, with the names that this person may know. */
export async function listAdministrationLines(
  tx: Transaction,
  chainId: string,
  filter: JournalFilter,
  timeZone: string,
) {
  const rows = await tx
    .select({
      id: event.id,
      sequence: event.sequence,
      at: event.at,
      type: event.type,
      door: event.door,
      actorId: event.actorId,
      actorName: account.name,
      payload: event.payload,
      hash: event.hash,
    })
    .from(event)
    .leftJoin(account, eq(account.id, event.actorId))
    .where(and(eq(event.workspaceId, chainId), eq(event.chainId, chainId), ...conditionsOf(filter, timeZone)))
    .orderBy(desc(event.sequence))
    .limit(linesPerPage + 1);
  const lines = rows.slice(0, linesPerPage).map((row) => ({ ...row, payload: row.payload as Record<string, unknown> }));
  return { lines, names: await namesIn(tx, lines), next: rows.length > linesPerPage ? lines.at(-1)!.sequence : null };
}

function conditionsOf({ type, from, until, before }: JournalFilter, timeZone: string): (SQL | undefined)[] {
  return [
    type && eq(event.type, type),
    from && gte(event.at, sql`(${from}::date)::timestamp at time zone ${timeZone}`),
    until && lt(event.at, sql`(${until}::date + 1)::timestamp at time zone ${timeZone}`),
    before ? lt(event.sequence, before) : undefined,
  ].filter((condition) => condition !== undefined && condition !== "") as SQL[];
}

/** Names of the accounts and profiles that payloads point at, by id. */
async function namesIn(
  tx: Transaction,
  lines: { payload: Record<string, unknown> }[],
): Promise<Record<string, string>> {
  const ids = (field: string) => [
    ...new Set(lines.map(({ payload }) => payload[field]).filter((id): id is string => typeof id === "string")),
  ];
  const [accountIds, profileIds] = [ids("accountId"), ids("profileId")];
  const accounts = accountIds.length
    ? await tx.select({ id: account.id, name: account.name }).from(account).where(inArray(account.id, accountIds))
    : [];
  const profiles = profileIds.length
    ? await tx.select({ id: profile.id, name: profile.name }).from(profile).where(inArray(profile.id, profileIds))
    : [];
  return Object.fromEntries([...accounts, ...profiles].map(({ id, name }) => [id, name]));
}

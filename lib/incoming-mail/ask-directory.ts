import { sql } from "drizzle-orm";
import type { Rights } from "@/lib/access/rights";
import { hashMessageId, hashThreadGuid } from "@/lib/outgoing-mail/thread-queries";
import { askAsWorker } from "@/lib/tenancy/actor";

/** What a message names: everything by which the directory can be asked about it. */
export interface Asked {
  /** The row, to tell what came before it. */
  id: string;
  from: string | null;
  messageId: string | null;
  /** Message-IDs that it answers, the nearest first. */
  answered: string[];
  /** The conversation that its Thread-Index names: asked about after them. */
  threadGuid: string | null;
  addresses: string[];
  projectKeys: string[];
}

export interface DirectoryAnswer {
  sender: { accountId: string; suspended: boolean; bounces: number; memberships: Rights["memberships"] } | null;
  projects: KnownProject[];
  /** Tickets to which the answered Message-IDs belong: the nearest first, and of one the oldest claim first. */
  threads: { ticketId: string; workspaceId: string; internal: boolean; via: "message-id" | "thread-index" }[];
  /** Messages with the same Message-ID, the oldest first, copies of copies excepted. */
  twins: { workspaceId: string; id: string; handled: boolean }[];
  /** The quarantines whose agents declared the sender's address unwanted. */
  spamIn: string[];
  /** A message that this one answers, or a copy of it that came before, has not been handled yet. */
  preceded: boolean;
}

export interface KnownProject {
  id: string;
  workspaceId: string;
  key: string;
  inboundAddress: string;
  archived: boolean;
}

/** One question for all that routing needs: it holds no content, and each further one would cost every mail a journey. */
export async function askDirectory(asked: Asked): Promise<DirectoryAnswer> {
  const guidHash = asked.threadGuid === null ? null : hashThreadGuid(asked.threadGuid);
  const hashes = [...asked.answered.map(hashMessageId), ...(guidHash ? [guidHash] : [])];
  const before = asked.messageId ? [asked.messageId, ...asked.answered] : asked.answered;
  const [found] = await askAsWorker<DirectoryAnswer & Record<string, unknown>>(sql`
    select
      (select json_build_object('accountId', a.id, 'suspended', a.suspended_at is not null, 'bounces', a.hard_bounces, 'memberships', coalesce(
          (select json_agg(json_build_object('workspaceId', m.workspace_id, 'permissions', f.permissions))
             from membership m join profile f on f.workspace_id = m.workspace_id and f.id = m.profile_id
            where m.account_id = a.id and m.ended_at is null), '[]'))
         from account a
        where a.mail = ${asked.from} or a.id = (select s.account_id from account_alias s where s.mail = ${asked.from})
      ) as sender,
      coalesce((select json_agg(json_build_object('id', p.id, 'workspaceId', p.workspace_id, 'key', p.key,
          'inboundAddress', lower(p.inbound_address), 'archived', p.archived_at is not null))
         from project p where lower(p.inbound_address) in ${listed(asked.addresses)} or p.key in ${listed(asked.projectKeys)}
      ), '[]') as projects,
      coalesce((select json_agg(json_build_object('ticketId', t.ticket_id, 'workspaceId', t.workspace_id,
          'internal', t.internal, 'hash', t.message_id_hash) order by t.created_at)
         from mail_thread t where t.message_id_hash in ${listed(hashes)}
      ), '[]') as threads,
      coalesce((select json_agg(json_build_object('workspaceId', w.workspace_id, 'id', w.id, 'handled', w.handled) order by w.id)
         from find_mail_twins(${asked.messageId}) w), '[]') as twins,
      array(select find_spam_quarantines(${asked.from})) as "spamIn",
      exists (select 1 from incoming_mail m
        where m.message_id in ${listed(before)} and m.handled_at is null and m.id < ${asked.id}) as preceded`);
  const claims = inOrder(found!.threads as unknown as Claimed[], hashes);
  return {
    ...found!,
    threads: claims.map((claim) => ({ ...claim, via: claim.hash === guidHash ? "thread-index" : "message-id" })),
  };
}

type Claimed = Omit<DirectoryAnswer["threads"][number], "via"> & { hash: string };

function inOrder(claims: Claimed[], hashes: string[]): Claimed[] {
  return hashes.flatMap((hash) => claims.filter((claim) => claim.hash === hash));
}

/** A list as one parameter, so that its length makes no other statement. */
function listed(values: string[]) {
  return sql`(select jsonb_array_elements_text(${JSON.stringify(values)}::text::jsonb))`;
}

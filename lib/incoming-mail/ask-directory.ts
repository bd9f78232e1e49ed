import { sql } from "drizzle-orm";
import type { Rights } from "@/lib/access/rights";
import { hashMessageId, hashThreadGuid } from "@/lib/outgoing-mail/thread-queries";
import { askAsWorker } from "@/lib/tenancy/actor";
import { gather } from "@/lib/tenancy/gather";

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

/**
 * One question for all that routing needs: it holds no content, and each further one would cost every mail a journey. What several mails
 * ask at once is one question too. Its value stands in a `select` of its own: seen by the planner, it would be planned anew each time.
 */
export const askDirectory = gather(16, askForAll);

async function askForAll(asked: Asked[]): Promise<DirectoryAnswer[]> {
  const named = asked.map(namedBy);
  const found = await askAsWorker<Omit<DirectoryAnswer, "threads"> & { threads: Claimed[] }>(sql`
    select
      (select json_build_object('accountId', a.id, 'suspended', a.suspended_at is not null, 'bounces', a.hard_bounces, 'memberships', coalesce(
          (select json_agg(json_build_object('workspaceId', m.workspace_id, 'permissions', f.permissions))
             from membership m join profile f on f.workspace_id = m.workspace_id and f.id = m.profile_id
            where m.account_id = a.id and m.ended_at is null), '[]'))
         from account a
        where a.mail = mail.sender or a.id = (select s.account_id from account_alias s where s.mail = mail.sender)
      ) as sender,
      coalesce((select json_agg(json_build_object('id', p.id, 'workspaceId', p.workspace_id, 'key', p.key,
          'inboundAddress', lower(p.inbound_address), 'archived', p.archived_at is not null))
         from project p where lower(p.inbound_address) = any (mail.addresses) or p.key = any (mail.project_keys)
      ), '[]') as projects,
      coalesce((select json_agg(json_build_object('ticketId', t.ticket_id, 'workspaceId', t.workspace_id,
          'internal', t.internal, 'hash', t.message_id_hash) order by t.created_at)
         from mail_thread t where t.message_id_hash = any (mail.hashes)
      ), '[]') as threads,
      coalesce((select json_agg(json_build_object('workspaceId', w.workspace_id, 'id', w.id, 'handled', w.handled) order by w.id)
         from find_mail_twins(mail.message_id) w), '[]') as twins,
      array(select find_spam_quarantines(mail.sender)) as "spamIn",
      exists (select 1 from incoming_mail m
        where m.message_id = any (mail.before) and m.handled_at is null and m.id < mail.id) as preceded
    from rows from (jsonb_to_recordset((select ${JSON.stringify(named)}::text)::jsonb) as (id uuid, sender text, message_id text,
      addresses text[], project_keys text[], hashes text[], before text[])) with ordinality
      as mail (id, sender, message_id, addresses, project_keys, hashes, before, place)
    order by mail.place`);
  return found.map((answer, at) => ({ ...answer, threads: claimsOf(asked[at]!, answer.threads) }));
}

/** As the question's columns. */
function namedBy(asked: Asked) {
  const { id, from: sender, messageId: message_id, addresses, projectKeys: project_keys, answered } = asked;
  const before = message_id ? [message_id, ...answered] : answered;
  return { id, sender, message_id, addresses, project_keys, hashes: hashesOf(asked), before };
}

function hashesOf({ answered, threadGuid }: Asked): string[] {
  return [...answered.map(hashMessageId), ...(threadGuid === null ? [] : [hashThreadGuid(threadGuid)])];
}

type Claimed = Omit<DirectoryAnswer["threads"][number], "via"> & { hash: string };

function claimsOf(asked: Asked, claims: Claimed[]): DirectoryAnswer["threads"] {
  const guidHash = asked.threadGuid === null ? null : hashThreadGuid(asked.threadGuid);
  return hashesOf(asked)
    .flatMap((hash) => claims.filter((claim) => claim.hash === hash))
    .map((claim) => ({ ...claim, via: claim.hash === guidHash ? "thread-index" : "message-id" }));
}

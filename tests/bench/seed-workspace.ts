import type postgres from "postgres";

/**
 * Lays the tickets of one workspace with set-based SQL, under row security as guichet_worker: tickets over two years, two messages
 * each (thirty for one in five hundred, a note for one in ten), participants, and the first line of each journal chain with its hash.
 */
export async function ticketsOfWorkspace(worker: postgres.Sql, workspaceId: string, count: number) {
  await worker.begin(async (sql) => {
    await sql`select set_config('app.workspace_id', ${workspaceId}, true)`;
    await sql.unsafe(laidTickets, [workspaceId, count]);
    // The triggers' plans are made now, while the tables look empty: without this they would scan what the load makes long.
    await sql.unsafe("set local enable_seqscan = off");
    for (const statement of [tickets, participants, messages, chains, events])
      await sql.unsafe(statement, [workspaceId]);
    await sql.unsafe("drop table laid");
  });
}

const common =
  "le site ne répond plus erreur page accès serveur certificat cache portail lenteur connexion mot passe utilisateur formulaire envoi fichier image vidéo recherche publication actualité événement mise jour base données sauvegarde réseau domaine messagerie compte droit statistique export impression accueil menu lien agenda billetterie collection musée archive carte fouille donneur collecte sang stock planning rendez vous réponse urgent blocage affichage navigateur version production";

/** Out of 4,000 words, the first ones far commoner than the last ones. `row` only makes PostgreSQL draw anew for each row. */
const someWords = (how: string, row: string) => `(
  select string_agg(case when k < 60 then (array['${common.split(" ").join("','")}'])[k + 1]
    when k < 400 then 'module' || k else 'srv' || lpad(k::text, 5, '0') end, ' ')
  from (select floor(power(random(), 4) * 3999)::int as k from generate_series(1, ${how} + (${row} * 0)::int)) drawn)`;

const laidTickets = `
  create temporary table laid on commit drop as
  select uuidv7() as id, n, p.id as project_id, p.key as project_key, ((n - 1) / 5) + 1 as number,
    k.kind, s.id as status_id, s.phase, s.code as status, c.id as category_id,
    r.account_id as requester_id, case when random() < 0.6 then a.account_id end as assignee_id,
    1 + floor(random() * 4)::int as impact, 1 + floor(random() * 4)::int as urgency, o.opened_at,
    least(o.opened_at + random() * interval '20 days', now()) as updated_at,
    ${someWords("4 + floor(random() * 4)::int", "n")} as title
  from generate_series(1, $2::int) n
  cross join lateral (select date_trunc('milliseconds', now() - interval '730 days' * (($2::int - n + random()) / $2::int)) as opened_at) o
  join lateral (select (array['incident','request','request','problem','change','release'])[1 + (n * 7) % 6] as kind) k on true
  join (select id, key, row_number() over (order by key) - 1 as rank from project where workspace_id = $1) p on p.rank = n % 5
  join (select account_id, row_number() over (order by account_id) - 1 as rank, count(*) over () as total
        from membership m join profile f on f.workspace_id = m.workspace_id and f.id = m.profile_id and f.built_in = 'requester'
        where m.workspace_id = $1) r on r.rank = n % r.total
  join (select account_id, row_number() over (order by account_id) - 1 as rank, count(*) over () as total
        from membership m join profile f on f.workspace_id = m.workspace_id and f.id = m.profile_id and f.built_in = 'agent'
        where m.workspace_id = $1) a on a.rank = n % a.total
  join lateral (select case when n < $2::int * 0.9 then case when n % 20 = 0 then 'resolved' else 'closed' end
      else (array['new','open','open','waiting','resolved','closed'])[1 + n % 6] end as phase) ph on true
  join lateral (select id, phase, code from status where workspace_id = $1 and kind = k.kind and phase = ph.phase order by position limit 1) s on true
  join lateral (select id from category where workspace_id = $1 order by position offset n % 3 limit 1) c on true`;

const tickets = `
  insert into ticket (workspace_id, id, project_id, number, reference, kind, title, status_id, phase, category_id, impact, urgency,
    priority, requester_id, assignee_id, channel, initiator, version, opened_at, updated_at, resolved_at, closed_at)
  select $1::uuid, id, project_id, number, project_key || '-' || number, kind, title, status_id, phase, category_id, impact, urgency,
    greatest(1, (impact + urgency) / 2), requester_id, assignee_id, (array['web','mail','api'])[1 + n % 3], 'beneficiary', 3,
    opened_at, updated_at, case when phase in ('resolved', 'closed') then updated_at end, case when phase = 'closed' then updated_at end
  from laid`;

const participants = `
  insert into participant (workspace_id, ticket_id, account_id, role, added_at)
  select $1::uuid, id, requester_id, 'requester', opened_at from laid
  union all select $1::uuid, id, assignee_id, 'assignee', opened_at from laid where assignee_id is not null`;

const messages = `
  insert into message (workspace_id, ticket_id, internal, author_id, body, door, created_at)
  select $1::uuid, l.id, m.internal, case when m.rank % 2 = 1 then l.requester_id else coalesce(l.assignee_id, l.requester_id) end,
    ${someWords("30 + floor(random() * 30)::int", "m.rank")}, 'web', l.opened_at + (l.updated_at - l.opened_at) * (m.rank - 1) / 31.0
  from laid l cross join lateral (
    select rank, false as internal from generate_series(1, case when l.n % 500 = 0 then 30 else 2 end) rank
    union all select 31, true where l.n % 10 = 0) m`;

/** RFC 8785 of the line, by hand: keys sorted, and nothing in it that JSON would escape. */
const lineOf = `
  '{"actorId":"' || requester_id || '","at":"' || to_char(opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') ||
  '","chainId":"' || id || '","door":"web","payload":{"reference":"' || project_key || '-' || number || '"},"previousHash":"' ||
  repeat('0', 64) || '","requires":null,"sequence":1,"ticketId":"' || id || '","type":"ticket.opened","workspaceId":"' || $1::uuid || '"}'`;

const chains = `
  insert into chain (workspace_id, id, last_sequence, last_hash, last_at)
  select $1::uuid, id, 1, encode(sha256(convert_to(${lineOf}, 'UTF8')), 'hex'), opened_at from laid`;

const events = `
  insert into event (workspace_id, chain_id, sequence, ticket_id, at, actor_id, door, type, payload, previous_hash, hash)
  select $1::uuid, id, 1, id, date_trunc('milliseconds', opened_at), requester_id, 'web', 'ticket.opened',
    jsonb_build_object('reference', project_key || '-' || number), repeat('0', 64), encode(sha256(convert_to(${lineOf}, 'UTF8')), 'hex')
  from laid`;

import { sql } from "drizzle-orm";
import type { Transaction } from "@/lib/tenancy/actor";
import type { World } from "../world";
import type { Fact } from "./reference-model";

/** A ticket as the reference model needs it, with what filters and keys are asked of. */
export interface LaidFact extends Fact {
  workspace: string;
  project: string;
  requester: string;
  kind: string;
  priority: number;
  phase: string;
  channel: string;
  category: string | null;
  status: string;
  assignee: string | null;
  participants: string[];
}

/** Numbers from a seed, the same at each run (mulberry32). */
export function drawer(seed: number) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const people = {
  culture: ["ines@culture.example", "jules@culture.example"],
  efs: ["rachid@efs.example"],
  inrap: ["paula@culture.example"],
};
const projects = { culture: ["PORTAIL", "PRESSE"], efs: ["DON"], inrap: ["FOUILLES"] } as const;
type Space = keyof typeof projects;

/** Lays tickets whose lives are over two years: some at the changes of clocks, some ended twice, some never. */
export async function layFacts(world: World, { seed, each }: { seed: number; each: number }) {
  const draw = drawer(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(draw() * list.length)]!;
  const { workspaceActor } = await import("@/lib/tenancy/actor");
  for (const space of Object.keys(projects) as Space[])
    await workspaceActor(world.workspace(space).id).transaction(async (tx) => {
      for (let n = 0; n < each; n++)
        await layOne(tx, world, {
          space,
          project: pick(projects[space]),
          number: 5_000 + n,
          requester: pick(people[space]),
          draw,
          pick,
        });
    });
}

const hour = 3_600_000;
/** Midnights of Paris that clocks, months and years make delicate. */
const delicate = [
  "2025-10-25T22:30:00Z",
  "2026-03-29T00:30:00Z",
  "2025-12-31T22:59:59Z",
  "2025-12-31T23:00:00Z",
  "2026-05-31T22:00:00Z",
];

interface Drawn {
  space: Space;
  project: string;
  number: number;
  requester: string;
  draw: () => number;
  pick: <T>(list: readonly T[]) => T;
}

async function layOne(tx: Transaction, world: World, { space, project, number, requester, draw, pick }: Drawn) {
  const opened =
    draw() < 0.2 ? Date.parse(pick(delicate)) : Date.parse("2025-02-01T00:00:00Z") + draw() * 640 * 24 * hour;
  let at = opened;
  const later = (hours: number) => {
    at = Math.round(at + draw() * hours * hour);
    return new Date(at);
  };
  const answered = draw() < 0.8 ? later(60) : null;
  const waitedMs = Math.round(draw() < 0.4 ? draw() * 5 * hour : 0);
  const reopenings = Array.from({ length: draw() < 0.25 ? 1 + Math.floor(draw() * 2) : 0 }, () => {
    const resolved = draw() < 0.8 ? later(400) : null;
    const closed = resolved && draw() < 0.5 ? null : later(100);
    return { resolved, closed, waitedMs: Math.round(waitedMs * draw()), reopened: later(300) };
  });
  const phase = pick(["new", "open", "waiting", "resolved", "closed", "closed"]);
  const resolved = phase === "resolved" || (phase === "closed" && draw() < 0.8) ? later(500) : null;
  const closed = phase === "closed" ? later(200) : null;
  const workspaceId = world.workspace(space).id;
  const kind = pick(["incident", "request", "problem"]);
  const assignee = draw() < 0.6 ? world.account(pick(["nadia@titulaire.example", "oscar@titulaire.example"])).id : null;
  const moment = (date: Date | null) => (date ? date.toISOString() : null);
  const [row] = await tx.execute<{ id: string }>(sql`
    insert into ticket (workspace_id, project_id, number, reference, kind, title, status_id, phase, category_id, impact, urgency, priority,
      requester_id, assignee_id, channel, initiator, opened_at, updated_at, first_answered_at, resolved_at, closed_at, waited_ms, answer_waited_ms)
    values (${workspaceId}, ${world.project(project).id}, ${number}, ${`${project}-${number}`}, ${kind}, ${`Fiche ${number}`},
      (select id from status where workspace_id = ${workspaceId} and kind = ${kind} and phase = ${phase} order by position limit 1), ${phase},
      (select id from category where workspace_id = ${workspaceId} and code = ${draw() < 0.7 ? pick(["assistance", "security"]) : ""}),
      2, 2, ${pick([1, 2, 3, 4])}, ${world.account(requester).id}, ${assignee}, ${pick(["web", "mail", "api"])}, 'beneficiary',
      ${new Date(opened).toISOString()}, ${new Date(at).toISOString()}, ${moment(answered)}, ${moment(resolved)}, ${moment(closed)}, ${waitedMs},
      ${answered ? Math.round(waitedMs * draw()) : null})
    returning id`);
  for (const one of reopenings)
    await tx.execute(sql`
      insert into ticket_reopening (workspace_id, ticket_id, resolved_at, closed_at, waited_ms, reopened_at)
      values (${workspaceId}, ${row!.id}, ${moment(one.resolved)}, ${moment(one.closed)}, ${one.waitedMs}, ${moment(one.reopened)})`);
}

/** Every ticket of the world, workspace after workspace, as jobs read them. */
export async function readFacts(world: World): Promise<LaidFact[]> {
  const { workspaceActor } = await import("@/lib/tenancy/actor");
  const ms = (column: string) => sql.raw(`extract(epoch from ${column})::float8 * 1000`);
  const facts: LaidFact[] = [];
  for (const space of Object.keys(projects))
    facts.push(
      ...(await workspaceActor(world.workspace(space).id).transaction(async (tx) => {
        const rows = await tx.execute<Record<string, never>>(sql`
          select t.id, ${space} as workspace, p.key as project, t.requester_id as requester, t.kind, t.priority, t.phase, t.channel,
            c.code as category, s.code as status, t.assignee_id as assignee, ${ms("t.opened_at")} as "openedAt",
            ${ms("t.first_answered_at")} as "firstAnsweredAt", t.answer_waited_ms::float8 as "answerWaitedMs",
            ${ms("t.resolved_at")} as "resolvedAt", ${ms("t.closed_at")} as "closedAt", t.waited_ms::float8 as "waitedMs",
            array(select account_id from participant q where q.ticket_id = t.id and q.left_at is null) as participants,
            coalesce((select json_agg(json_build_object('resolvedAt', ${ms("r.resolved_at")}, 'closedAt', ${ms("r.closed_at")},
              'waitedMs', r.waited_ms, 'reopenedAt', ${ms("r.reopened_at")})) from ticket_reopening r where r.ticket_id = t.id), '[]') as reopenings
          from ticket t join project p on p.id = t.project_id join status s on s.workspace_id = t.workspace_id and s.id = t.status_id
          left join category c on c.workspace_id = t.workspace_id and c.id = t.category_id`);
        return rows.map(dated) as unknown as LaidFact[];
      })),
    );
  return facts;
}

function dated(row: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(row).map(([name, value]) => {
    if (name === "reopenings") return [name, (value as Record<string, unknown>[]).map(dated)];
    return [name, name.endsWith("At") && value !== null ? new Date(Number(value)) : value];
  });
  return Object.fromEntries(entries);
}

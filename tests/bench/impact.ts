import type postgres from "postgres";
import { personActor } from "@/lib/tenancy/actor";
import { scopes } from "./database";
import { time, timesLine } from "./measure";

const items = 50_000;
const relations = 200_000;
const walled = ["item_type", "relation_type", "item", "item_relation", "item_version"];

/** How far an outage travels in a graph with cycles, as an agent of the large world reads it. */
export async function benchImpact(owner: postgres.Sql) {
  console.log(
    `\nImpact (${items.toLocaleString("fr")} éléments, ${relations.toLocaleString("fr")} relations, des cycles)`,
  );
  const { readImpact } = await import("@/lib/items/impact-queries");
  const [agent] = await owner<{ id: string }[]>`select id from account where mail = ${scopes["agent (1 000 projets)"]}`;
  for (const [shape, reach] of [
    ["en grappes de 500", 100],
    ["tout tient à tout", 1],
  ] as const) {
    const start = await layGraph(owner, shape, reach);
    await owner`vacuum analyze item_relation`;
    await owner`vacuum analyze item`;
    const actor = personActor(agent!.id, "web");
    let found = 0;
    const times = await time(15, () =>
      actor.transaction(async (tx) => {
        found = (await readImpact(tx, { itemId: start, direction: "down" })).total;
      }),
    );
    timesLine(`${shape} : ${found.toLocaleString("fr")} éléments atteints`, times, 200);
  }
}

/** Lays items and relations among them in one workspace, as the owner without its wall; gives the item to begin with. */
async function layGraph(owner: postgres.Sql, shape: string, clusters: number): Promise<string> {
  const key = `impact ${shape}`;
  return owner.begin(async (sql) => {
    for (const table of walled) {
      await sql`alter table ${sql(table)} no force row level security`;
      await sql`alter table ${sql(table)} disable trigger user`;
    }
    // A large world that was laid before the shipped types has none.
    await sql`insert into item_type (workspace_id, code, label_fr, label_en, position) select platform_id(), 'bench', 'Banc', 'Bench', 99
      where not exists (select 1 from item_type where workspace_id = platform_id())`;
    await sql`insert into relation_type (workspace_id, code, label_fr, label_en, reverse_fr, reverse_en, impact, position)
      select platform_id(), 'bench', 'sert', 'serves', 'est servi par', 'is served by', 'forward', 99
      where not exists (select 1 from relation_type where workspace_id = platform_id())`;
    const [place] = await sql<
      { workspace: string; project: string; type: string; relation: string; platform: string }[]
    >`
      select p.workspace_id as workspace, p.id as project,
        (select id from item_type where workspace_id = platform_id() limit 1) as type,
        (select id from relation_type where workspace_id = platform_id() limit 1) as relation, platform_id() as platform
      from project p where p.key = 'B009P1'`;
    const { workspace, project, type, relation, platform } = place!;
    const per = Math.floor(items / clusters);
    await sql`delete from item_relation where workspace_id = ${workspace}`;
    await sql`delete from item where workspace_id = ${workspace}`;
    await sql`create temporary table laid on commit drop as select n, uuidv7() as id from generate_series(0, ${items - 1}::int) n`;
    await sql`insert into item (workspace_id, id, type_workspace_id, type_id, project_id, name, external_key, status)
      select ${workspace}, id, ${platform}, ${type}, ${project}, 'élément ' || n, ${key} || ' ' || n, 'in-service' from laid`;
    await sql`insert into item_relation (workspace_id, type_workspace_id, type_id, impact, from_workspace_id, from_id, from_project_id, to_workspace_id, to_id, to_project_id)
      select ${workspace}, ${platform}, ${relation}, 'forward', ${workspace}, a.id, ${project}, ${workspace}, b.id, ${project}
      from (select distinct x, (x / ${per}::int) * ${per}::int + floor(random() * ${per}::int)::int as y
        from (select floor(random() * ${items}::int)::int as x from generate_series(1, ${relations}::int)) one) edge
      join laid a on a.n = edge.x join laid b on b.n = edge.y where a.id <> b.id on conflict do nothing`;
    const [first] = await sql<{ id: string }[]>`select id from laid where n = 0`;
    for (const table of walled) {
      await sql`alter table ${sql(table)} force row level security`;
      await sql`alter table ${sql(table)} enable trigger user`;
    }
    return first!.id;
  });
}

import { parseArgs } from "node:util";
import postgres from "postgres";
import { StatisticsQuestion } from "@/lib/figures/question";
import { readStatistics } from "@/lib/figures/statistics";
import { getSettings } from "@/lib/settings/environment";
import { personActor } from "@/lib/tenancy/actor";
import { onBenchDatabase } from "./on-bench-database";

// How long the figures of a year take, for people who read all of the large world, a tenth of it, or one project of it.

const overview = "opened,resolved,closed,reopened,backlog,ageMean,resolutionMedian,resolutionNetMedian";
const questions: Record<string, Record<string, string>> = {
  "opened by month": { by: "month", figures: "opened" },
  "opened by day": { by: "day", figures: "opened" },
  "opened by month and kind": { by: "month", group: "kind", figures: "opened" },
  "opened by category": { group: "category", figures: "opened" },
  "opened by project": { group: "project", figures: "opened" },
  "resolution delays by month": { by: "month", figures: "resolutionMedian,resolutionP90,resolutionMean" },
  "backlog by month": { by: "month", figures: "backlog,ageMean" },
  "reopened by month": { by: "month", figures: "reopened" },
  "overview by month": { by: "month", figures: overview },
  "all figures by month": { by: "month" },
};

const { values } = parseArgs({ options: { times: { type: "string", default: "5" } } });

await onBenchDatabase(async () => {
  const owner = postgres(getSettings().databaseUrl!, { max: 1 });
  const people = await owner<{ id: string; mail: string; spaces: number }[]>`
    select a.id, a.mail, count(*)::int as spaces from account a join membership m on m.account_id = a.id
      join profile p on p.workspace_id = m.workspace_id and p.id = m.profile_id
     where 'statistics.read' = any(p.permissions) group by a.id order by count(*) desc, a.mail`;
  const chosen = [people[0]!, people.findLast(({ spaces }) => spaces > 1) ?? people.at(-1)!, people.at(-1)!];
  for (const { id, mail, spaces } of new Set(chosen)) {
    console.log(`\n${mail}, ${spaces} workspaces`);
    for (const [name, asked] of Object.entries(questions)) {
      const question = StatisticsQuestion.parse(asked);
      const taken: number[] = [];
      for (let time = 0; time < Number(values.times); time++) {
        const began = performance.now();
        await personActor(id, "web").transaction((tx) => readStatistics(tx, question));
        taken.push(performance.now() - began);
      }
      taken.sort((a, b) => a - b);
      console.log(
        `${name.padEnd(32)} ${taken[Math.floor(taken.length / 2)]!.toFixed(0)} ms (first ${Math.max(...taken).toFixed(0)})`,
      );
    }
  }
  await owner.end();
});

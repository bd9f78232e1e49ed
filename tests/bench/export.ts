import { PassThrough } from "node:stream";
import postgres from "postgres";
import { prepareExport, sheetOf } from "@/lib/exports/prepare-export";
import { formats } from "@/lib/exports/sheet";
import { writeSheet } from "@/lib/exports/write-sheet";
import { getSettings } from "@/lib/settings/environment";
import { personActor } from "@/lib/tenancy/actor";
import { onBenchDatabase } from "./on-bench-database";

// By hand: `npm run bench:export -- [--format xlsx] [--query workspace=…]`, on the large world. Each format in a process of its own.

const columns =
  "reference,title,kind,category,status,phase,priority,workspace,project,requester,assignee,opened,updated,resolved,resolutionDelay";

const given = (name: string, otherwise: string) => {
  const place = process.argv.indexOf(`--${name}`);
  return place < 0 ? otherwise : process.argv[place + 1]!;
};

await onBenchDatabase(async () => {
  const owner = postgres(getSettings().databaseUrl!, { max: 1 });
  const [agent] = await owner<
    { id: string }[]
  >`select id from account where mail = ${given("who", "agent-1@bench.example")}`;
  await owner.end();
  const format = formats.find((one) => one === given("format", "xlsx"))!;
  const most = Number(given("rows", "100000"));
  const atRest = process.memoryUsage().rss;
  let peak = 0;
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 20);
  const started = performance.now();
  let [first, bytes, rows] = [0, 0, 0];
  const sink = new PassThrough();
  sink.on("data", (chunk: Buffer) => {
    first ||= performance.now() - started;
    bytes += chunk.length;
  });
  await personActor(agent!.id, "cli").transaction(async (tx) => {
    const asked = { subject: "tickets" as const, format, query: given("query", ""), columns: columns.split(",") };
    const prepared = await prepareExport(tx, asked);
    const batches = firstOf(() => sheetOf(prepared).batches, most);
    const written = await writeSheet(format, { ...sheetOf(prepared), batches }, sink);
    rows = written.rows;
  });
  clearInterval(timer);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(
    `${format} : ${rows} lignes × ${columns.split(",").length}, ${seconds} s, premier octet ${Math.round(first)} ms, ${Math.round(bytes / 1e6)} Mo, mémoire résidente au plus ${Math.round(peak / 1e6)} Mo (${Math.round(atRest / 1e6)} avant)`,
  );
});

/** So many rows; a list that has fewer is read again from its beginning. */
async function* firstOf<Row>(read: () => AsyncIterable<Row[]>, most: number) {
  for (let left = most; left > 0; )
    for await (const batch of read()) {
      yield batch.slice(0, left);
      left -= batch.length;
      if (left <= 0) return;
    }
}

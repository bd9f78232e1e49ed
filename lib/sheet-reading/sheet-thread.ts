import { parentPort, workerData } from "node:worker_threads";
import { openSheet } from "./open-sheet";
import { type SheetFacts, type SheetLimits, type SheetRow, UnreadableSheet } from "./sheet";
import { tidyRows } from "./tidy-rows";

export type SheetRequest = { file: string; limits: SheetLimits };
export type SheetAnswer =
  | { facts: SheetFacts }
  | { rows: SheetRow[] }
  | { end: true }
  | { refused: string; details: Record<string, string | number> }
  | { failed: Error };

const port = parentPort;
if (!port) throw new Error("sheet-thread runs in a worker thread only");

const atOnce = 1_000;
const answer = (said: SheetAnswer) => port.postMessage(said);

async function read({ file, limits }: SheetRequest) {
  const { facts, rows } = await openSheet(file, limits);
  let batch: SheetRow[] = [];
  for await (const row of tidyRows(rows, limits)) {
    batch.push(row);
    if (batch.length < atOnce) continue;
    await hand(batch);
    batch = [];
  }
  if (batch.length > 0) await hand(batch);
  answer({ facts });
}

async function hand(rows: SheetRow[]) {
  const asked = new Promise((resolve) => port?.once("message", resolve));
  answer({ rows });
  await asked;
}

read(workerData as SheetRequest).then(
  () => answer({ end: true }),
  (error) => {
    if (error instanceof UnreadableSheet) answer({ refused: error.code, details: error.details });
    else answer({ failed: error instanceof Error ? error : new Error(String(error)) });
  },
);

import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { defaultSheetLimits, type SheetFacts, type SheetLimits, type SheetRow, UnreadableSheet } from "./sheet";
import type { SheetAnswer, SheetRequest } from "./sheet-thread";

const megabytesOfHeap = 512;

/**
 * Reads the rows of a spreadsheet (CSV, XLSX or ODS) of this machine, some at a time, in a thread of its own within time and memory:
 * whatever the bytes, it is the thread that ends. `onFacts` hears how the file was understood, once it is. Throws UnreadableSheet.
 */
export async function* readSheet(
  file: string,
  onFacts: (facts: SheetFacts) => void,
  limits: Partial<SheetLimits> = {},
): AsyncGenerator<SheetRow[]> {
  const allLimits = { ...defaultSheetLimits, ...limits };
  const thread = startThread({ file, limits: allLimits });
  try {
    for (;;) {
      const answer = await thread.next();
      if ("facts" in answer) onFacts(answer.facts);
      else if ("rows" in answer) {
        yield answer.rows;
        thread.more();
      } else if ("refused" in answer) throw new UnreadableSheet(answer.refused, answer.details);
      else if ("failed" in answer) throw answer.failed;
      else return;
    }
  } finally {
    await thread.stop();
  }
}

/** One message at a time: the thread sends the next rows when these were dealt with. */
function startThread(request: SheetRequest) {
  const answers: (SheetAnswer | Error)[] = [];
  let wake = () => {};
  const hear = (answer: SheetAnswer | Error) => {
    answers.push(answer);
    wake();
  };
  const worker = newWorker(request);
  let used = 0;
  let since = Date.now();
  worker.on("message", (answer: SheetAnswer) => {
    used += Date.now() - since;
    hear(answer);
  });
  worker.on("error", (error) => hear(lossOf(error)));
  worker.on("exit", () => hear(new UnreadableSheet("sheet-unreadable")));
  return {
    async next(): Promise<SheetAnswer> {
      const timer = setTimeout(
        () => hear(new UnreadableSheet("sheet-took-too-long")),
        Math.max(0, request.limits.deadline - used),
      );
      while (answers.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      clearTimeout(timer);
      const answer = answers.shift()!;
      if (answer instanceof Error) throw answer;
      return answer;
    },
    more() {
      since = Date.now();
      worker.postMessage("more");
    },
    stop: () => worker.terminate(),
  };
}

function newWorker(request: SheetRequest): Worker {
  // Both are named from the project's root, where every command starts: the site is bundled, and its files stand elsewhere.
  const root = join(/* turbopackIgnore: true */ process.cwd(), "package.json");
  const loader = pathToFileURL(createRequire(root).resolve("tsx")).href;
  return new Worker(new URL("lib/sheet-reading/sheet-thread.ts", pathToFileURL(root)), {
    workerData: request,
    execArgv: ["--import", loader],
    resourceLimits: { maxOldGenerationSizeMb: megabytesOfHeap, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
  });
}

/** Out of memory is the file's doing; anything else that ends a thread is the machine's, and will be tried again. */
function lossOf(error: Error & { code?: string }): Error {
  return error.code === "ERR_WORKER_OUT_OF_MEMORY" ? new UnreadableSheet("sheet-too-much-memory") : error;
}

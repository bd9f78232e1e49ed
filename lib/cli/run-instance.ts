import { buildSite } from "./build-site";
import { checkMailSettings } from "./check-mail-settings";
import { chooseSettings } from "./choose-settings";
import { listenForStop } from "./listen-for-stop";
import { openDatabase } from "./open-database";
import { bold, say } from "./progress";
import type { Command, Run } from "./run";
import { startServices } from "./start-services";
import { takeFolder } from "./take-folder";
import { explain, inWords } from "./trouble";
import { waitUntilReady } from "./wait-until-ready";

/** Runs Guichet until it is told to stop: folder, database, site, web and worker, in this order; stopped backwards. */
export async function runInstance(command: Command): Promise<never> {
  const run: Run = { command, stop: listenForStop(), closers: [] };
  await inWords(async () => {
    try {
      await open(run);
      await told(run.stop);
    } finally {
      await close(run);
    }
  });
  process.exit();
}

async function open(run: Run): Promise<void> {
  const started = Date.now();
  say(bold(TITLES[run.command]));
  const settings = chooseSettings(run.command);
  if (run.command !== "web") checkMailSettings(settings);
  const folder = await takeFolder(run, settings);
  const database = await openDatabase(run, settings, folder);
  // Loaded only now: these two know the verbs, and a busy port should be said at once.
  const { prepareDatabase } = await import("./prepare-database");
  await prepareDatabase(run, database.ownerUrl);
  if (run.command !== "dev" && run.command !== "worker") run.closers.push(await buildSite(run.stop));
  const services = startServices(run, settings, folder);
  await waitUntilReady(run, settings, services);
  const { announceInstance } = await import("./announce-instance");
  await announceInstance(run, settings, folder, started);
}

const TITLES: Record<Command, string> = {
  demo: "Guichet, monde de démonstration",
  start: "Guichet",
  dev: "Guichet, monde de démonstration, en développement",
  web: "Guichet, site seul",
  worker: "Guichet, tâches et courrier seuls",
};

function told(stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stop.aborted) resolve();
    stop.addEventListener("abort", () => resolve(), { once: true });
  });
}

/** What cannot be closed is said, and the rest is closed all the same. */
async function close({ closers, stop }: Run): Promise<void> {
  for (const closer of closers.reverse()) {
    try {
      await closer();
    } catch (error) {
      say(explain(error));
    }
  }
  if (stop.aborted) say("Guichet est arrêté.");
}

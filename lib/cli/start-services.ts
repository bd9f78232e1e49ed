import { watch } from "node:fs";
import type { Settings } from "@/lib/settings/environment";
import { recordInstance } from "./instance-file";
import { keepRunning, type Service } from "./keep-running";
import type { Run } from "./run";

/** Starts the web and the worker, or the one that the command asks for; both are stopped together. */
export function startServices(run: Run, settings: Settings, folder: string): Service[] {
  const services: Service[] = [];
  run.closers.push(() => Promise.all(services.map((service) => service.stop())));
  if (run.command !== "worker") services.push(startWeb(run, settings, folder));
  if (run.command !== "web") services.push(startWorker(run, folder));
  if (run.command === "dev") run.closers.push(restartOnChange(services));
  return services;
}

function startWeb({ command }: Run, { port, host }: Settings, folder: string): Service {
  const mode = command === "dev" ? "dev" : "start";
  return keepRunning({
    name: "Le site",
    label: "site",
    args: ["node_modules/next/dist/bin/next", mode, "--port", String(port), "--hostname", host],
    env: environment(command),
    // Next waits for open pages, and one that listens for live updates never closes.
    patience: 3_000,
    onLaunch: (webPid) => recordInstance(folder, { webPid }),
  });
}

function startWorker({ command }: Run, folder: string): Service {
  return keepRunning({
    name: "Le service des tâches et du courrier",
    label: "tâches",
    args: ["--import", "tsx", "lib/worker/main.ts"],
    env: environment(command),
    // A job cut short is tried again by the next worker.
    patience: 8_000,
    onLaunch: (workerPid) => recordInstance(folder, { workerPid }),
  });
}

/** Next reloads by itself; the worker is started again when a file of its world changes. Gives what ends the watch. */
function restartOnChange(services: Service[]): () => void {
  const worker = services.at(-1);
  let pause: NodeJS.Timeout | undefined;
  const watchers = ["lib", "db", "emails"].map((folder) =>
    watch(folder, { recursive: true }, () => {
      clearTimeout(pause);
      pause = setTimeout(() => worker?.restart(), 300);
    }),
  );
  return () => {
    clearTimeout(pause);
    for (const watcher of watchers) watcher.close();
  };
}

function environment(command: Run["command"]): NodeJS.ProcessEnv {
  return { ...process.env, NODE_ENV: command === "dev" ? "development" : "production", NEXT_TELEMETRY_DISABLED: "1" };
}

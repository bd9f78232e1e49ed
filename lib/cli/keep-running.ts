import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { growingDelay } from "./growing-delay";
import { dim, elapsed, red, say } from "./progress";
import { readableLine } from "./readable-line";
import { killGroup } from "./run-tool";
import { isDiskFull } from "./trouble";
import { words } from "./words";

export type Service = {
  name: string;
  /** How often it died since it last lived a whole minute. */
  deaths(): number;
  /** Ends it, and lets it be started again at once. */
  restart(): void;
  stop(): Promise<void>;
};

type Program = {
  name: string;
  label: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  /** Milliseconds that it may take to stop before it is killed. */
  patience: number;
  onLaunch: (pid: number | undefined) => void;
};

/** Keeps a Node program running: its lines bear its label, and it is started again whenever it dies. */
export function keepRunning(program: Program): Service {
  let child: ChildProcess;
  let deaths = 0;
  let stopping = false;
  let restarting = false;
  let pause: NodeJS.Timeout | undefined;

  function launch() {
    const started = Date.now();
    restarting = false;
    const recent: string[] = [];
    child = spawnProgram(program, recent);
    child.once("close", (code, signal) => {
      if (stopping) return;
      if (restarting) return launch();
      deaths = Date.now() - started > 60_000 ? 1 : deaths + 1;
      const delay = growingDelay(deaths);
      say(red(lastWords(program.name, signal ?? `code ${code}`, elapsed(0, delay), recent)));
      pause = setTimeout(launch, delay);
    });
    program.onLaunch(child.pid);
  }

  function restart() {
    restarting = true;
    child.kill("SIGTERM");
  }

  async function stop() {
    stopping = true;
    clearTimeout(pause);
    await endGroup(child, program.patience);
  }

  launch();
  return { name: program.name, deaths: () => deaths, restart, stop };
}

function spawnProgram({ label, args, env }: Program, recent: string[]): ChildProcess {
  // What it writes (files of tickets, mails) is nobody else's on this machine.
  const former = process.umask(0o077);
  // A group of its own: the terminal's Ctrl-C reaches it through us, so that what stops last is the database.
  const child = spawn(process.execPath, [...heapOf(env), "--import", LEAVE_WITH_PARENT, ...args], {
    env: { ...env, GUICHET_PARENT: String(process.pid) },
    detached: true,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  process.umask(former);
  child.on("error", (error) => say(red(error.message)));
  for (const input of [child.stdout, child.stderr]) {
    createInterface({ input: input as NodeJS.ReadableStream }).on("line", (line) => {
      recent.splice(0, recent.length - 20);
      recent.push(line);
      say(`${dim(`${label.padEnd(6)} │`)} ${process.stdout.isTTY ? readableLine(line) : line}`);
    });
  }
  return child;
}

/**
 * How much memory Node lets rubbish take before it looks for it: left to itself on a large machine, an export of 100,000 rows, which holds
 * few of them at a time, stands at 420 MB; so it stands at 240. NODE_OPTIONS that name a heap of their own are left alone.
 */
function heapOf(env: Program["env"]): string[] {
  const { NODE_OPTIONS = "" } = { ...process.env, ...env };
  return NODE_OPTIONS.includes("--max-old-space-size") ? [] : ["--max-old-space-size=512", "--max-semi-space-size=8"];
}

function lastWords(name: string, cause: string, delay: string, recent: string[]): string {
  return isDiskFull({ message: recent.join("\n") }) ? words.diedDiskFull(name, delay) : words.died(name, cause, delay);
}

async function endGroup(child: ChildProcess, patience: number): Promise<void> {
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const force = setTimeout(() => killGroup(child.pid, "SIGKILL"), patience);
  if (child.exitCode === null && child.signalCode === null) {
    child.kill("SIGTERM");
    await ended;
  }
  clearTimeout(force);
  killGroup(child.pid, "SIGKILL");
}

const LEAVE_WITH_PARENT = new URL("./leave-with-parent.mjs", import.meta.url).href;

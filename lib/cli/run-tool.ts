import { type SpawnOptions, spawn } from "node:child_process";
import { Stopped } from "./trouble";

export type ToolResult = { code: number | null; output: string };

/** Runs a program to its end and keeps what it wrote; killed, with the children it made, when `signal` aborts. */
export function runTool(
  command: string,
  args: string[],
  { signal, onLine, ...options }: SpawnOptions & { signal?: AbortSignal; onLine?: (line: string) => void } = {},
): Promise<ToolResult> {
  if (signal?.aborted) return Promise.reject(new Stopped());
  return new Promise((resolve, reject) => {
    // A group of its own, so that Ctrl-C reaches it through us only and its children leave with it.
    const child = spawn(command, args, { ...options, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    const kill = () => {
      killGroup(child.pid, "SIGTERM");
      setTimeout(() => killGroup(child.pid, "SIGKILL"), 3_000).unref();
    };
    signal?.addEventListener("abort", kill, { once: true });
    process.once("exit", kill);
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        output += text;
        if (onLine) for (const line of text.split("\n")) if (line.trim()) onLine(line);
      });
    }
    const leave = (act: () => void) => {
      signal?.removeEventListener("abort", kill);
      process.removeListener("exit", kill);
      act();
    };
    child.on("error", (error) => leave(() => reject(error)));
    child.on("close", (code) => leave(() => (signal?.aborted ? reject(new Stopped()) : resolve({ code, output }))));
  });
}

/** Signals a process and all those it started, when it leads its own group; already gone is fine. */
export function killGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (!pid) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

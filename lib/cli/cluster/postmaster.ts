import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What PostgreSQL writes in postmaster.pid: its process on line 1, its port on line 4, its state on line 8. */
export type Postmaster = { pid: number; port: number; ready: boolean };

/** The PostgreSQL that serves this cluster now, or null; a file left by a killed one does not count. */
export function findPostmaster(cluster: string): Postmaster | null {
  const lines = readPidFile(cluster);
  const pid = Number(lines[0]);
  if (!(pid > 0) || !isPostgres(pid, cluster)) return null;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === "ready" };
}

/**
 * A killed PostgreSQL leaves its process number, and another program may bear it since: PostgreSQL would then refuse to
 * start. A number that no process can bear lets it start; the rest of the file it needs, to wait for surviving backends.
 */
export function disownStalePid(cluster: string): void {
  const lines = readPidFile(cluster);
  if (lines.length < 2 || findPostmaster(cluster)) return;
  lines[0] = String(2 ** 31 - 1);
  writeFileSync(join(cluster, "postmaster.pid"), lines.join("\n"));
}

/** Asks for a fast stop (open transactions roll back), then an immediate one (the next start recovers), and waits. */
export async function stopPostmaster(pid: number, cluster: string, patience = 10_000): Promise<void> {
  for (const signal of ["SIGINT", "SIGQUIT", "SIGKILL"] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    for (let waited = 0; waited < patience; waited += 50) {
      if (!isPostgres(pid, cluster)) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

function readPidFile(cluster: string): string[] {
  const path = join(cluster, "postmaster.pid");
  return existsSync(path) ? readFileSync(path, "utf8").split("\n") : [];
}

function isPostgres(pid: number, cluster: string): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  return commandOf(pid).includes(cluster);
}

function commandOf(pid: number): string {
  const path = `/proc/${pid}/cmdline`;
  if (existsSync(path)) return readFileSync(path, "utf8");
  return spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout ?? "";
}

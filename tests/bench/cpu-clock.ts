import { readdirSync, readFileSync } from "node:fs";
import type postgres from "postgres";

export interface CpuTime {
  /** Milliseconds of this process, its threads included. */
  node: number;
  /** Milliseconds of PostgreSQL with all its processes; null when it does not run on this Linux machine. */
  postgres: number | null;
}

/** Starts counting the processor's time, which says what a work costs whatever else the machine does; gives what reads it. */
export async function startCpuClock(owner: postgres.Sql): Promise<() => CpuTime> {
  const [{ pid }] = await owner<[{ pid: number }]>`select pg_backend_pid() as pid`;
  const postmaster = readProcess(pid)?.parent ?? null;
  const before = { node: process.cpuUsage(), postgres: postgresTime(postmaster) };
  return () => {
    const { user, system } = process.cpuUsage(before.node);
    const after = postgresTime(postmaster);
    const spent = after === null || before.postgres === null ? null : after - before.postgres;
    return { node: (user + system) / 1000, postgres: spent };
  };
}

/** `4.1 + 5.2 ms`, for one of `count` works. */
export function perWork({ node, postgres }: CpuTime, count: number): string {
  const each = (time: number | null) => (time === null ? "?" : (time / count).toFixed(1));
  return `${each(node)} + ${each(postgres)} ms`;
}

/** What runs now, and what the postmaster saw end. */
function postgresTime(postmaster: number | null): number | null {
  const main = postmaster === null ? null : readProcess(postmaster);
  if (!main) return null;
  const running = readdirSync("/proc").map((name) => (/^\d+$/.test(name) ? readProcess(Number(name)) : null));
  const children = running.filter((one) => one?.parent === postmaster).map((one) => one!.own);
  return main.own + main.ended + children.reduce((sum, own) => sum + own, 0);
}

const millisecondsPerTick = 10;

/** The fields of proc(5) behind the command's name, which may hold spaces. */
function readProcess(pid: number): { parent: number; own: number; ended: number } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat
      .slice(stat.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
    const time = (from: number) => (fields[from]! + fields[from + 1]!) * millisecondsPerTick;
    return { parent: fields[1]!, own: time(11), ended: time(13) };
  } catch {
    // No such file system, or a process that has just ended.
    return null;
  }
}

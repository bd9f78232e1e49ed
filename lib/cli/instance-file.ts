import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hasCluster } from "./cluster/place-cluster";
import { holdLock } from "./hold-lock";

/** What `instance.json` in the data folder says of the instance that runs on it. It holds a password: mode 0600. */
export type Instance = {
  command: string;
  pid: number;
  startedAt: string;
  url: string;
  mailListen: string;
  mailDomain: string;
  databaseUrl?: string;
  databasePid?: number;
  webPid?: number;
  workerPid?: number;
};

/** Takes a data folder for this process, until it lets go or ends; null when another process has it. */
export function lockFolder(folder: string): (() => void) | null {
  return holdLock(join(folder, "verrou"));
}

/** The instance that runs on a folder, or null: the file of one that was killed does not count. */
export function findRunning(folder: string): Instance | null {
  const instance = readInstance(folder);
  if (!instance) return null;
  const release = holdLock(join(folder, "verrou"), "shared");
  release?.();
  return release ? null : instance;
}

export function readInstance(folder: string): Instance | null {
  try {
    return JSON.parse(readFileSync(join(folder, "instance.json"), "utf8")) as Instance;
  } catch {
    return null;
  }
}

/** Replaced in one move: a reader sees the former file or the new one, never a part. */
export function writeInstance(folder: string, instance: Instance): void {
  const draft = join(folder, `.instance-${process.pid}.json`);
  writeFileSync(draft, `${JSON.stringify(instance, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, join(folder, "instance.json"));
}

/** Adds what has become known to the instance's file, when this process is the one that wrote it. */
export function recordInstance(folder: string, facts: Partial<Instance>): void {
  const instance = readInstance(folder);
  if (instance?.pid === process.pid) writeInstance(folder, { ...instance, ...facts });
}

export function forgetInstance(folder: string): void {
  rmSync(join(folder, "instance.json"), { force: true });
}

/** Whether somebody ever started Guichet on this folder. */
export function wasUsed(folder: string): boolean {
  return hasCluster(folder) || existsSync(join(folder, "instance.json"));
}

import { execFile } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { clusterPasswords } from "@/lib/cli/cluster/cluster-passwords";
import { placeCluster } from "@/lib/cli/cluster/place-cluster";
import { startCluster } from "@/lib/cli/cluster/start-cluster";
import { lockFolder, writeInstance } from "@/lib/cli/instance-file";
import { prepareFolder } from "@/lib/cli/prepare-folder";
import { setDatabaseUrl } from "@/lib/settings/environment";
import { runCommand } from "../instance";

/** A folder that PostgreSQL's own user can walk through, as root needs. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "guichet-backup-"));
  chmodSync(folder, 0o711);
  return folder;
}

/** An instance with the demonstration world and a cluster of its own, which commands find as one that runs. */
export async function openInstance(top: string) {
  const folder = prepareFolder(join(top, "instance"));
  process.env.GUICHET_DATA = folder;
  delete process.env.GUICHET_SECRET;
  const release = lockFolder(folder);
  const cluster = await startCluster({ dataFolder: folder, passwords: clusterPasswords(), durable: false });
  setDatabaseUrl(cluster.ownerUrl);
  await promisify(execFile)(process.execPath, ["--import", "tsx", "tests/template.ts"], { env: process.env });
  writeInstance(folder, {
    ...{ command: "start", pid: process.pid, startedAt: new Date().toISOString(), url: "http://localhost:1" },
    ...{ mailListen: "127.0.0.1:1", mailDomain: "guichet.example" },
    ...{ databaseUrl: cluster.ownerUrl, databasePid: cluster.pid },
  });
  return {
    folder,
    cluster,
    async close() {
      const { stopSender } = await import("@/lib/jobs/enqueue-job");
      const { closeDatabase } = await import("@/lib/tenancy/database");
      await stopSender();
      await closeDatabase();
      await cluster.stop();
      release?.();
      for (const path of [cluster.home, folder]) rmSync(path, { recursive: true, force: true });
    },
  };
}

/** Runs a command as somebody at a terminal would, and gives its code and all that it said. */
export async function run(name: string, words: string[], environment: Record<string, string> = {}) {
  const { ended, output } = runCommand(name, environment, "", words);
  const code = await ended;
  return { code, output: output() };
}

/** Removes a restored data folder and its cluster, wherever that one is. */
export function forgetFolder(folder: string) {
  const { home } = placeCluster(folder);
  for (const path of [home, folder]) rmSync(path, { recursive: true, force: true });
}

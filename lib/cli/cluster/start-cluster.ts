import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findFreePort, isPortFree } from "../ports";
import { isDiskFull, Stopped, Trouble } from "../trouble";
import { words } from "../words";
import type { Cluster, ClusterOptions } from "./cluster";
import { findBinaries } from "./find-binaries";
import { furnishCluster } from "./furnish-cluster";
import { makeCluster } from "./make-cluster";
import { type ClusterPlace, placeCluster } from "./place-cluster";
import { disownStalePid, findPostmaster, stopPostmaster } from "./postmaster";
import { plainEnvironment } from "./system-user";

/** Starts the PostgreSQL of a data folder, made at the first call, and the database `guichet` of role `guichet_owner`. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const { dataFolder, passwords, durable = true, signal } = options;
  const place = placeCluster(dataFolder);
  const binaries = findBinaries(place.user);
  if (!existsSync(place.cluster)) {
    await makeCluster(place, { binaries, password: passwords.superuser, durable, signal });
  }
  ensureWhole(place.cluster);
  const left = findPostmaster(place.cluster);
  if (left) await stopPostmaster(left.pid, place.cluster);
  disownStalePid(place.cluster);
  const port = options.port ?? (await choosePort(dataFolder));
  const log = openLog(dataFolder);
  const child = spawnPostgres(place, binaries, port, log, durable);
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = () => stopPostmaster(child.pid ?? 0, place.cluster).then(() => ended);
  try {
    await waitUntilReady(child, place.cluster, log, signal);
    writeFileSync(join(dataFolder, PORT_FILE), `${port}\n`);
    const furnished = await furnishCluster(port, passwords, dataFolder);
    return { pid: child.pid ?? 0, port, home: place.home, ...furnished, ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const PORT_FILE = "postgres.port";
const MAJOR = "18";

/** Made whole or not at all: what is missing here was lost since, and only a backup can bring it back. */
function ensureWhole(cluster: string): void {
  const missing = [
    "PG_VERSION",
    "postgresql.conf",
    "pg_hba.conf",
    "base",
    "global/pg_control",
    "pg_wal",
    "pg_xact",
  ].find((name) => !existsSync(join(cluster, name)));
  if (missing) throw new Trouble(words.clusterBroken(cluster, missing));
  const version = readFileSync(join(cluster, "PG_VERSION"), "utf8").trim();
  if (version !== MAJOR) throw new Trouble(words.clusterTooOld(cluster, version, MAJOR));
}

async function choosePort(dataFolder: string): Promise<number> {
  const file = join(dataFolder, PORT_FILE);
  const kept = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
  return kept > 0 && kept < 65_536 && (await isPortFree("127.0.0.1", kept)) ? kept : findFreePort();
}

function openLog(dataFolder: string): string {
  const folder = join(dataFolder, "logs");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const log = join(folder, "postgres.log");
  if (existsSync(log) && statSync(log).size > 20_000_000) renameSync(log, `${log}.1`);
  return log;
}

function spawnPostgres(
  { cluster, user }: ClusterPlace,
  binaries: string,
  port: number,
  log: string,
  durable: boolean,
): ChildProcess {
  const settings = {
    port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    ...(!durable && { fsync: "off", full_page_writes: "off", synchronous_commit: "off" }),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const output = openSync(log, "a", 0o600);
  // A session of its own: the terminal's Ctrl-C must reach the web and the worker first, PostgreSQL last and from us.
  const child = spawn(join(binaries, "bin", "postgres"), ["-D", cluster, ...flags], {
    ...(user && { uid: user.uid, gid: user.gid }),
    cwd: "/",
    detached: true,
    env: plainEnvironment(),
    stdio: ["ignore", output, output],
  });
  closeSync(output);
  return child;
}

async function waitUntilReady(child: ChildProcess, cluster: string, log: string, signal?: AbortSignal): Promise<void> {
  let failed: Error | undefined;
  child.once("error", (error) => (failed = error));
  for (;;) {
    if (signal?.aborted) throw new Stopped();
    if (failed) throw failed;
    if (child.exitCode !== null || child.signalCode !== null) throw startFailure(log);
    const postmaster = findPostmaster(cluster);
    if (postmaster?.ready && postmaster.pid === child.pid) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function startFailure(log: string): Trouble {
  const lines = readFileSync(log, "utf8").trim().split("\n").slice(-20);
  if (isDiskFull({ message: lines.join("\n") })) return new Trouble(words.diskFull(log));
  const reason = lines.findLast((line) => /FATAL|PANIC|error/i.test(line)) ?? lines.at(-1) ?? "";
  return new Trouble(words.clusterFailed(log, reason.replace(/^.*?(FATAL|PANIC): */, "")));
}

import { chmodSync, chownSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runTool, type ToolResult } from "../run-tool";
import { isDiskFull, Trouble } from "../trouble";
import { words } from "../words";
import type { ClusterPlace } from "./place-cluster";
import { plainEnvironment } from "./system-user";

type Making = { binaries: string; password: string; durable: boolean; signal: AbortSignal | undefined };

/**
 * Makes an empty cluster. It bears its final name only once whole, so that a making cut short is begun again.
 * Why this locale: docs/decisions/0010-embedded-postgresql.md.
 */
export async function makeCluster(place: ClusterPlace, making: Making): Promise<void> {
  const draft = `${place.cluster}.en-cours`;
  const passwordFile = `${draft}.mot-de-passe`;
  try {
    const { code, output } = await tryLocales(["C.UTF-8", "en_US.UTF-8", "fr_FR.UTF-8", "UTF-8"], (locale) => {
      layGround(draft, passwordFile, place, making.password);
      return initialise(draft, passwordFile, locale, place, making);
    });
    if (code !== 0) throw failure(output, place);
    renameSync(draft, place.cluster);
  } finally {
    for (const path of [draft, passwordFile]) rmSync(path, { recursive: true, force: true });
  }
}

async function tryLocales(locales: string[], attempt: (locale: string) => Promise<ToolResult>): Promise<ToolResult> {
  const [locale = "C", ...others] = locales;
  const result = await attempt(locale);
  const isUnknown = result.code !== 0 && /invalid locale/.test(result.output);
  return isUnknown && others.length > 0 ? tryLocales(others, attempt) : result;
}

/** An empty folder and the password, both of the user who will run initdb: it cannot read what root keeps to itself. */
function layGround(draft: string, passwordFile: string, { user }: ClusterPlace, password: string): void {
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft);
  chmodSync(draft, 0o700);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user) for (const path of [draft, passwordFile]) chownSync(path, user.uid, user.gid);
}

function initialise(draft: string, passwordFile: string, locale: string, { user }: ClusterPlace, making: Making) {
  const { binaries, durable, signal } = making;
  const flags = [
    `--pgdata=${draft}`,
    "--username=postgres",
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    `--locale=${locale}`,
    ...Object.entries(SETTINGS).map(([name, value]) => `--set=${name}=${value}`),
    ...(durable ? [] : ["--no-sync"]),
  ];
  return runTool(join(binaries, "bin", "initdb"), flags, {
    ...(user && { uid: user.uid, gid: user.gid }),
    cwd: "/",
    env: plainEnvironment(),
    signal,
  });
}

/** For a machine with two cores. Written at the making, they belong to the cluster's administrator from then on. */
const SETTINGS = {
  shared_buffers: "256MB",
  effective_cache_size: "1GB",
  maintenance_work_mem: "128MB",
  work_mem: "16MB",
  random_page_cost: "1.1",
  wal_compression: "on",
  max_wal_size: "2GB",
  lc_messages: "C",
  timezone: "UTC",
  log_timezone: "UTC",
  log_line_prefix: "%m [%p] ",
  // POSIX shared memory is 64 MB in most containers, too little for a parallel query; System V has no such bound.
  ...(process.platform === "linux" && { dynamic_shared_memory_type: "sysv" }),
};

function failure(output: string, { home }: ClusterPlace): Trouble {
  if (isDiskFull({ message: output })) return new Trouble(words.diskFull(home));
  const reason = output.split("\n").findLast((line) => /error|fatal|could not/i.test(line));
  return new Trouble(words.clusterFailed(home, reason ?? output.trim()));
}

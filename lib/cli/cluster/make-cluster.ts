import { chmodSync, chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runTool } from "../run-tool";
import { isDiskFull, Trouble } from "../trouble";
import { words } from "../words";
import type { ClusterPlace } from "./place-cluster";
import { plainEnvironment } from "./system-user";

/**
 * Makes an empty cluster. It bears its final name only once whole, so a making cut short is seen and begun again.
 * The locale is written down in docs/decisions/0010-embedded-postgresql.md.
 */
export async function makeCluster(place: ClusterPlace, binaries: string, password: string, signal?: AbortSignal) {
  const draft = `${place.cluster}.en-cours`;
  const passwordFile = `${draft}.mot-de-passe`;
  const { uid, gid } = place.user ?? {};
  try {
    for (const locale of ["C.UTF-8", "en_US.UTF-8", "fr_FR.UTF-8", "UTF-8"]) {
      rmSync(draft, { recursive: true, force: true });
      mkdirSync(draft, { mode: 0o700 });
      writeFileSync(passwordFile, password, { mode: 0o600 });
      chmodSync(draft, 0o700);
      if (uid !== undefined && gid !== undefined) for (const path of [draft, passwordFile]) chownSync(path, uid, gid);
      const { code, output } = await runTool(join(binaries, "bin", "initdb"), flags(draft, passwordFile, locale), {
        ...(uid !== undefined && { uid, gid }),
        cwd: "/",
        env: plainEnvironment(),
        signal,
      });
      if (code === 0) return renameSync(draft, place.cluster);
      if (!/invalid locale/.test(output)) throw failure(output, place);
    }
    throw failure("invalid locale", place);
  } finally {
    rmSync(passwordFile, { force: true });
    if (existsSync(draft)) rmSync(draft, { recursive: true, force: true });
  }
}

function flags(folder: string, passwordFile: string, locale: string): string[] {
  const settings = {
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
  return [
    `--pgdata=${folder}`,
    "--username=postgres",
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    `--locale=${locale}`,
    ...Object.entries(settings).map(([name, value]) => `--set=${name}=${value}`),
  ];
}

function failure(output: string, { home }: ClusterPlace): Trouble {
  if (isDiskFull({ message: output })) return new Trouble(words.diskFull(home));
  const reason = output.split("\n").findLast((line) => /error|fatal|could not/i.test(line));
  return new Trouble(words.clusterFailed(home, reason ?? output.trim()));
}

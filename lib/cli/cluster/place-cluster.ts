import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Trouble } from "../trouble";
import { words } from "../words";
import { readablePlace } from "./readable-place";
import { canBecome, canEnter, findSystemUser, type SystemUser } from "./system-user";

/** Where a data folder's cluster lies and who runs it: `home` holds the cluster in `postgres`. */
export type ClusterPlace = { home: string; cluster: string; user: SystemUser | null };

/** Finds the cluster of a data folder, or decides where it will be: in it, unless the user who runs it cannot get there. */
export function placeCluster(dataFolder: string): ClusterPlace {
  const here = existsSync(join(dataFolder, "postgres"));
  const home = here ? dataFolder : followPointer(dataFolder);
  const existing = home && existsSync(join(home, "postgres")) ? join(home, "postgres") : null;
  const user = findSystemUser(existing);
  if (user && !canBecome(user)) throw new Trouble(words.cannotBecome(user.name));
  if (home) return at(ensureReachable(home, user), user);
  return at(!user || canEnter(user, dataFolder) ? dataFolder : makeHomeOutside(dataFolder, user), user);
}

/** Whether a data folder has a cluster, here or elsewhere. */
export function hasCluster(dataFolder: string): boolean {
  return existsSync(join(dataFolder, "postgres")) || existsSync(join(dataFolder, POINTER));
}

const POINTER = "base-de-donnees.txt";
const OWNER = "dossier-de-donnees.txt";

const at = (home: string, user: SystemUser | null): ClusterPlace => ({ home, cluster: join(home, "postgres"), user });

function followPointer(dataFolder: string): string | null {
  const pointer = join(dataFolder, POINTER);
  if (!existsSync(pointer)) return null;
  const home = firstPath(pointer) ?? "";
  const owner = firstPath(join(home, OWNER));
  if (!owner) throw new Trouble(words.clusterMissing(home, pointer));
  if (owner === dataFolder) return home;
  if (firstPath(join(owner, POINTER)) === home) throw new Trouble(words.clusterOfAnother(pointer, owner));
  // The data folder was moved: its cluster follows.
  writeFileSync(join(home, OWNER), `${dataFolder}\n`);
  return home;
}

function makeHomeOutside(dataFolder: string, user: SystemUser): string {
  const home = join(readablePlace(), randomBytes(6).toString("hex"));
  mkdirSync(home);
  chmodSync(home, 0o711);
  writeFileSync(join(home, OWNER), `${dataFolder}\n`);
  writeFileSync(join(dataFolder, POINTER), words.pointer(home, user.name));
  return home;
}

function ensureReachable(home: string, user: SystemUser | null): string {
  if (user && !canEnter(user, home)) throw new Trouble(words.clusterUnreachable(home, user.name));
  return home;
}

function firstPath(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  return readFileSync(file, "utf8")
    .split("\n")
    .find((line) => line.startsWith("/"));
}

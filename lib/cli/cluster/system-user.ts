import { spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";

export type SystemUser = { name: string; uid: number; gid: number };

/** Who runs PostgreSQL, which refuses root: null means this very process's user. An existing cluster keeps its owner. */
export function findSystemUser(existingCluster: string | null): SystemUser | null {
  if (process.getuid?.() !== 0) return null;
  const users = readUsers();
  if (existingCluster) {
    const { uid, gid } = statSync(existingCluster);
    if (uid !== 0) return users.find((user) => user.uid === uid) ?? { name: String(uid), uid, gid };
  }
  const suitable = (name: string) => users.find((user) => user.name === name);
  return suitable("postgres") ?? suitable("guichet") ?? createUser() ?? suitable("nobody") ?? NOBODY;
}

/** Whether that user can walk to a folder: asked of the system itself, which knows about ACLs and mounts. */
export function canEnter(user: SystemUser, folder: string): boolean {
  const { status } = spawnSync("/bin/sh", ["-c", 'cd "$0"', folder], { uid: user.uid, gid: user.gid, cwd: "/" });
  return status === 0;
}

/** Whether this system lets root become that user at all; some containers map root and nobody else. */
export function canBecome(user: SystemUser): boolean {
  return spawnSync("/bin/sh", ["-c", ":"], { uid: user.uid, gid: user.gid, cwd: "/" }).status === 0;
}

/** All that PostgreSQL's programs need to know: no secret of ours in the environment of another user's process. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LANG: "C", NODE_ENV: "production" };
}

const NOBODY: SystemUser = { name: "nobody", uid: 65_534, gid: 65_534 };

function createUser(): SystemUser | undefined {
  // `useradd` on Debian, Red Hat, Arch…; `adduser -S` where the system is BusyBox.
  const made =
    spawnSync("useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/bin/false", "guichet"])
      .status === 0 || spawnSync("adduser", ["-S", "-D", "-H", "-s", "/bin/false", "guichet"]).status === 0;
  return made ? readUsers().find((user) => user.name === "guichet") : undefined;
}

function readUsers(): SystemUser[] {
  return readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"))
    .filter((fields) => fields.length >= 7)
    .map(([name = "", , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
}

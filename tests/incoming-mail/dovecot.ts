import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { connect } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { findFreePort } from "@/lib/cli/ports";

/** Where Debian puts it (package dovecot-imapd). */
export const dovecotProgram = ["/usr/sbin/dovecot", "/usr/local/sbin/dovecot"].find((path) => existsSync(path));

export type Dovecot = Awaited<ReturnType<typeof startDovecot>>;

const certificates = join(import.meta.dirname, "certificates");

/** A real IMAP server with one user per name, on loopback, in a folder of its own; started by root it reads mail as `nobody`. */
export async function startDovecot(users: string[]) {
  const folder = mkdtempSync(join(tmpdir(), "guichet-dovecot-"));
  const owner = ownerOfMail();
  const [port, tlsPort] = [await findFreePort(), await findFreePort()];
  for (const name of ["", "run", "mail", "home"]) give(join(folder, name), owner);
  // Its authentication runs as yet another user.
  chmodSync(folder, 0o755);
  writeFileSync(join(folder, "users"), users.map((name) => `${name}:{PLAIN}motdepasse\n`).join(""));
  writeFileSync(join(folder, "dovecot.conf"), configuration(folder, owner, { port, tlsPort }));
  let server = await launch(folder, port);
  const boxOf = (user: string, sub = "") => join(folder, "mail", user, sub);
  let delivered = 0;

  return {
    port,
    tlsPort,
    /** Puts a message into a user's mailbox, as a delivery agent does. */
    deliver(user: string, raw: string | Buffer) {
      for (const name of ["", "tmp", "new", "cur"]) give(boxOf(user, name), owner);
      const name = `${1_700_000_000 + ++delivered}.M${delivered}.test`;
      writeFileSync(boxOf(user, `tmp/${name}`), raw);
      chownSync(boxOf(user, `tmp/${name}`), owner.uid, owner.gid);
      renameSync(boxOf(user, `tmp/${name}`), boxOf(user, `new/${name}`));
    },
    /** How many messages a folder of a user holds: "" is his inbox. */
    count: (user: string, sub = "") =>
      ["new", "cur"].flatMap((name) => list(boxOf(user, sub === "" ? name : `.${sub}/${name}`))).length,
    /** Puts the messages of a folder back into the inbox, as if nobody had ever taken them. */
    putBack(user: string, sub: string) {
      for (const name of ["new", "cur"])
        for (const file of list(boxOf(user, `.${sub}/${name}`)))
          renameSync(boxOf(user, `.${sub}/${name}/${file}`), boxOf(user, `new/${file.split(":")[0]}`));
    },
    /** Makes the newest message of a user unreadable to the server; gives what mends it. */
    damage(user: string) {
      const path = boxOf(user, `new/${list(boxOf(user, "new")).toSorted().at(-1)}`);
      chownSync(path, 0, 0);
      chmodSync(path, 0);
      return () => {
        for (const name of ["new", "cur"])
          for (const file of list(boxOf(user, name))) chmodSync(boxOf(user, `${name}/${file}`), 0o644);
      };
    },
    /** Starts, or starts again, with every UID forgotten: the mailbox has another UIDVALIDITY from then on. */
    async forgetUids(user: string) {
      await stop(server);
      for (const name of list(boxOf(user)).filter((file) => file.startsWith("dovecot"))) rmSync(boxOf(user, name));
      server = await launch(folder, port);
    },
    log: () => readFileSync(join(folder, "log"), "utf8"),
    async stop() {
      await stop(server);
    },
    async close() {
      await stop(server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

type Owner = { uid: number; gid: number; name: string; group: string };

/** Dovecot gives mail to nobody whose number is 0. */
function ownerOfMail(): Owner {
  const { uid, gid, username } = userInfo();
  const number = (option: string) => Number(execFileSync("id", [option, "nobody"], { encoding: "utf8" }));
  if (uid === 0) return { uid: number("-u"), gid: number("-g"), name: "nobody", group: "nogroup" };
  return { uid, gid, name: username, group: execFileSync("id", ["-gn"], { encoding: "utf8" }).trim() };
}

function configuration(folder: string, owner: Owner, { port, tlsPort }: { port: number; tlsPort: number }): string {
  const asRoot = userInfo().uid === 0;
  return `
base_dir = ${folder}/run
state_dir = ${folder}/run
log_path = ${folder}/log
auth_verbose = yes
auth_failure_delay = 0
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <${certificates}/first.pem
ssl_key = <${certificates}/first.key
disable_plaintext_auth = no
mail_location = maildir:${folder}/mail/%u
first_valid_uid = 1
first_valid_gid = 0
passdb {
  driver = passwd-file
  args = ${folder}/users
}
userdb {
  driver = static
  args = uid=${owner.name} gid=${owner.group} home=${folder}/home/%u
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = ${tlsPort}
    ssl = yes
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
${asRoot ? "" : `default_login_user = ${owner.name}\ndefault_internal_user = ${owner.name}\ndefault_internal_group = ${owner.group}\n`}`;
}

async function launch(folder: string, port: number): Promise<ChildProcess> {
  const server = spawn(dovecotProgram!, ["-F", "-c", join(folder, "dovecot.conf")], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [server.stdout, server.stderr]) stream.on("data", (text) => (said += text));
  for (let tries = 0; tries < 100; tries++) {
    if (await answers(port)) return server;
    if (server.exitCode !== null) break;
    await pause(50);
  }
  throw new Error(
    `Dovecot does not start: ${said}${existsSync(join(folder, "log")) ? readFileSync(join(folder, "log")) : ""}`,
  );
}

async function stop(server: ChildProcess) {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise((done) => server.once("exit", done));
  server.kill("SIGTERM");
  await ended;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("data", () => socket.end(() => resolve(true)));
    socket.once("error", () => resolve(false));
  });
}

function give(path: string, { uid, gid }: Owner) {
  mkdirSync(path, { recursive: true });
  chownSync(path, uid, gid);
}

function list(path: string): string[] {
  return existsSync(path) ? readdirSync(path) : [];
}

// First file of every npm script: plain JavaScript for whatever Node the machine has (20 or later). It makes sure that
// the libraries are installed, then hands over to Node 24, which is one of them, and to the TypeScript entry named.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { fileURLToPath } from "node:url";
import { installDependencies } from "./install-dependencies.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const [entry, ...words] = process.argv.slice(2);

refuseOldNode();
await installDependencies(root);
handOver();

function refuseOldNode() {
  if (Number.parseInt(process.versions.node, 10) >= 20) return;
  console.error(
    `Guichet demande Node 20 ou plus récent ; celui-ci est ${process.version}. Installez-en un : nodejs.org.`,
  );
  process.exit(1);
}

function handOver() {
  const leaveWithParent = new URL("./leave-with-parent.mjs", import.meta.url).href;
  const settings = existsSync(`${root}/.env`) ? ["--env-file=.env"] : [];
  const child = spawn(
    `${root}/node_modules/.bin/node`,
    [...settings, "--import", leaveWithParent, "--import", "tsx", entry, ...words],
    { cwd: root, env: environment(), stdio: ["inherit", "inherit", "inherit", "ipc"] },
  );
  // The terminal signals the whole group, other senders only this process: passing on may repeat a signal, never lose one.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  if (process.env.npm_lifecycle_event) leaveWithNpm(child);
  child.on("error", (error) => {
    console.error(
      `Node 24 ne se lance pas depuis node_modules (${error.message}). Supprimez node_modules et relancez.`,
    );
    process.exit(1);
  });
  child.on("exit", (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}

/** Tools colour their lines in CI, where nobody sees colours. */
function environment() {
  const plain = process.stdout.isTTY ? {} : { NO_COLOR: "1", FORCE_COLOR: undefined };
  return { ...process.env, ...plain, GUICHET_PARENT: String(process.pid) };
}

/** npm killed outright tells nobody: we see it by having another parent. */
function leaveWithNpm(child) {
  const npm = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === npm) return;
    clearInterval(watch);
    child.kill("SIGTERM");
  }, 1_000);
}

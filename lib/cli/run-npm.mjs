import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, statfsSync } from "node:fs";
import { join } from "node:path";

const DISK_FULL = "Le disque est plein : libérez 2 Go environ, puis relancez la commande.";

/** Installs what package-lock.json says, telling how far it is. Ends the process, in words, on failure. */
export async function runNpm(root) {
  const left = Math.floor(megabytesLeft(root));
  if (left < 1_500)
    fail(`Installer les dépendances demande 1,5 Go de disque, il reste ${left} Mo : libérez de la place.`);
  const started = Date.now();
  const total = countWanted(root);
  console.error(`Installation des dépendances (${total} paquets, développement compris)…`);
  const beat = setInterval(
    () => console.error(`  … ${countPresent(root)} paquets sur ${total}, ${seconds(started)}`),
    5_000,
  );
  let { code, output } = await npm(root, "ci");
  // A lock file made against a registry that lacks other systems' packages is complete here, but not in npm ci's eyes.
  if (code !== 0 && /EUSAGE/.test(output)) ({ code, output } = await npm(root, "install", "--no-save"));
  clearInterval(beat);
  if (code !== 0) giveUp(root, output);
  console.error(`  ✓ Dépendances installées (${seconds(started)})`);
}

export function whyNotWritable(error, root) {
  if (error.code === "ENOSPC") return DISK_FULL;
  return `Le dossier ${root} n'est pas accessible en écriture à cet utilisateur : changez ses droits, ou clonez ailleurs.`;
}

export function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];

function npm(root, ...verb) {
  const options = [...verb, "--include=dev", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"];
  // npm must run on the machine's Node: the one in node_modules is about to be removed under its feet.
  const node = process.env.npm_node_execpath ?? process.execPath;
  const script = process.env.npm_execpath;
  const [command, args] = script ? [node, [script, ...options]] : ["npm", options];
  return new Promise((resolve) => {
    // A group of its own, so that the programs that npm runs leave with it.
    const child = spawn(command, args, { cwd: root, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text) => (output += text));
    // npm asked to stop first finishes what it does, for minutes; what it leaves half done is done again next time.
    const kill = () => process.kill(-child.pid, "SIGKILL");
    const stop = () => {
      child.once("close", () => abandon(root, 130));
      kill();
    };
    for (const signal of SIGNALS) process.once(signal, stop);
    const watch = watchDisk(root, () => {
      output += "\nENOSPC";
      kill();
    });
    const end = (result) => {
      clearInterval(watch);
      for (const signal of SIGNALS) process.removeListener(signal, stop);
      resolve(result);
    };
    child.on("error", (error) => end({ code: 1, output: error.message }));
    child.on("close", (code) => end({ code, output }));
  });
}

/** On a full disk npm tries again and again for many minutes before it says so. */
function watchDisk(root, onFull) {
  return setInterval(() => {
    if (megabytesLeft(root) < 5) onFull();
  }, 2_000);
}

function giveUp(root, output) {
  const sentence = sentenceFor(output, root);
  if (sentence !== DISK_FULL) console.error(output.replace(/^npm warn.*\n/gm, "").trim());
  console.error(sentence);
  abandon(root, 1);
}

function sentenceFor(output, root) {
  if (/ENOSPC|no space left/i.test(output)) return DISK_FULL;
  if (/EACCES|EPERM|EROFS/.test(output)) return whyNotWritable({ code: "EACCES" }, root);
  if (/ENOTFOUND|ETIMEDOUT|ECONNREFUSED|ECONNRESET|EAI_AGAIN/.test(output)) {
    return "npm ne joint pas son registre : vérifiez le réseau (ou `npm config get registry`), puis relancez la commande.";
  }
  return "L'installation des dépendances a échoué : la cause est ci-dessus.";
}

/** A half-installed Node would be found first in the PATH of the next `npm run`. */
function abandon(root, code) {
  rmSync(join(root, "node_modules", ".bin", "node"), { force: true });
  process.exit(code);
}

function megabytesLeft(root) {
  const { bavail, bsize } = statfsSync(root);
  return (bavail * bsize) / 1024 / 1024;
}

function countWanted(root) {
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  const fits = (list, mine) => !list || list.includes(mine);
  return Object.entries(packages).filter(
    ([path, { os, cpu, libc }]) =>
      /^node_modules\/(@[^/]+\/)?[^/]+$/.test(path) &&
      fits(os, process.platform) &&
      fits(cpu, process.arch) &&
      fits(libc, "glibc"),
  ).length;
}

/** npm makes every folder at once and fills them afterwards: one that is there has its package.json. */
function countPresent(root) {
  const list = (folder) => (existsSync(folder) ? readdirSync(folder).filter((name) => !name.startsWith(".")) : []);
  const modules = join(root, "node_modules");
  const names = list(modules).flatMap((name) =>
    name.startsWith("@") ? list(join(modules, name)).map((inner) => join(name, inner)) : [name],
  );
  return names.filter((name) => existsSync(join(modules, name, "package.json"))).length;
}

const seconds = (since) => `${Math.round((Date.now() - since) / 1000)} s`;

import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { closeSync, existsSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";

/** Runs `npm ci` unless node_modules already is what package-lock.json asks for. Ends the process, in words, on failure. */
export async function installDependencies(root) {
  if (isInstalled(root)) return;
  const release = takeTurn(root);
  process.once("exit", release);
  if (!isInstalled(root)) await runNpm(root);
  process.removeListener("exit", release);
  release();
}

const markerOf = (root) => join(root, "node_modules", ".guichet-installed");

function isInstalled(root) {
  const marker = existsSync(markerOf(root)) ? readFileSync(markerOf(root), "utf8") : "";
  if (marker !== fingerprint(root)) return adoptOwnInstall(root);
  return existsSync(join(root, "node_modules", ".bin", "node"));
}

function fingerprint(root) {
  const lock = readFileSync(join(root, "package-lock.json"));
  return `${createHash("sha256").update(lock).digest("hex")} ${process.platform}-${process.arch}\n`;
}

/** Somebody ran `npm ci` or `npm install` by hand: as good as ours when every package is there at its version. */
function adoptOwnInstall(root) {
  try {
    const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
    const present = JSON.parse(readFileSync(join(root, "node_modules", ".package-lock.json"), "utf8")).packages;
    for (const [path, { version, optional }] of Object.entries(wanted)) {
      if (path === "" || (optional && !present[path])) continue;
      if (present[path]?.version !== version) return false;
    }
  } catch {
    return false;
  }
  if (!nodeRuns(root)) return false;
  try {
    writeFileSync(markerOf(root), fingerprint(root));
  } catch {
    // A folder that this user may only read is complete all the same; the comparison runs again next time.
  }
  return true;
}

function nodeRuns(root) {
  return spawnSync(join(root, "node_modules", ".bin", "node"), ["--version"]).status === 0;
}

/** Two commands on a fresh clone must not install at the same time: the second waits for the first. */
function takeTurn(root) {
  const path = join(root, ".guichet-installing");
  for (let told = false; ; told = true) {
    try {
      const file = openSync(path, "wx");
      writeSync(file, String(process.pid));
      closeSync(file);
      return () => rmSync(path, { force: true });
    } catch (error) {
      if (error.code !== "EEXIST") fail(whyNotWritable(error, root));
      if (!isAlive(Number(readFileSync(path, "utf8")))) rmSync(path, { force: true });
      else if (!told) console.error("Une autre commande installe déjà les dépendances : attente…");
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
    }
  }
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
}

async function runNpm(root) {
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
  if (!nodeRuns(root)) {
    fail(
      "npm n'a pas exécuté les scripts d'installation. Lancez : npm rebuild --ignore-scripts=false, puis recommencez.",
    );
  }
  writeFileSync(markerOf(root), fingerprint(root));
  console.error(`  ✓ Dépendances installées (${seconds(started)})`);
}

function npm(root, ...verb) {
  const options = [...verb, "--include=dev", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"];
  // npm must run on the machine's Node: the one in node_modules is about to be removed under its feet.
  const node = process.env.npm_node_execpath ?? process.execPath;
  const script = process.env.npm_execpath;
  const [command, args] = script ? [node, [script, ...options]] : ["npm", options];
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text) => (output += text));
    const stop = (signal) => {
      child.kill(signal);
      child.once("close", () => {
        abandon(root);
        process.exit(130);
      });
    };
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => stop(signal));
    child.on("error", (error) => resolve({ code: 1, output: error.message }));
    child.on("close", (code) => {
      for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.removeAllListeners(signal);
      resolve({ code, output });
    });
  });
}

function giveUp(root, output) {
  abandon(root);
  console.error(output.replace(/^npm warn.*\n/gm, "").trim());
  if (/ENOSPC|no space left/i.test(output))
    fail("Le disque est plein : libérez 2 Go environ, puis relancez la commande.");
  if (/EACCES|EPERM|EROFS/.test(output)) fail(whyNotWritable({ code: "EACCES" }, root));
  if (/ENOTFOUND|ETIMEDOUT|ECONNREFUSED|ECONNRESET|EAI_AGAIN/.test(output)) {
    fail(
      "npm ne joint pas son registre : vérifiez le réseau (ou `npm config get registry`), puis relancez la commande.",
    );
  }
  fail("L'installation des dépendances a échoué : la cause est ci-dessus.");
}

/** A half-installed Node would be found first in the PATH of the next `npm run`. */
function abandon(root) {
  rmSync(join(root, "node_modules", ".bin", "node"), { force: true });
}

function whyNotWritable(error, root) {
  if (error.code === "ENOSPC") return "Le disque est plein : libérez 2 Go environ, puis relancez la commande.";
  return `Le dossier ${root} n'est pas accessible en écriture à cet utilisateur : changez ses droits, ou clonez ailleurs.`;
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

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

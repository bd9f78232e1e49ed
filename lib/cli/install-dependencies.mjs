import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { fail, runNpm, whyNotWritable } from "./run-npm.mjs";

/** Runs `npm ci` unless node_modules already is what package-lock.json asks for. Ends the process, in words, on failure. */
export async function installDependencies(root) {
  if (isInstalled(root)) return;
  const release = takeTurn(root);
  process.once("exit", release);
  if (!isInstalled(root)) await install(root);
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
  if (!hasEveryPackage(root) || !nodeRuns(root)) return false;
  try {
    writeFileSync(markerOf(root), fingerprint(root));
  } catch {
    // A folder that this user may only read is complete all the same; the comparison runs again next time.
  }
  return true;
}

function hasEveryPackage(root) {
  try {
    const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
    const present = JSON.parse(readFileSync(join(root, "node_modules", ".package-lock.json"), "utf8")).packages;
    return Object.entries(wanted).every(
      ([path, { version, optional }]) =>
        path === "" || (optional && !present[path]) || present[path]?.version === version,
    );
  } catch {
    return false;
  }
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

async function install(root) {
  await runNpm(root);
  if (!nodeRuns(root)) {
    fail(
      "npm n'a pas exécuté les scripts d'installation. Lancez : npm rebuild --ignore-scripts=false, puis recommencez.",
    );
  }
  writeFileSync(markerOf(root), fingerprint(root));
}

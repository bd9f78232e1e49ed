import type { Settings } from "@/lib/settings/environment";
import { forgetInstance, lockFolder, readInstance, writeInstance } from "./instance-file";
import { ensurePortFree } from "./ports";
import { prepareFolder } from "./prepare-folder";
import type { Run } from "./run";
import { Stopped, Trouble } from "./trouble";
import { words } from "./words";

/** Makes the data folder this run's own and checks that its ports are free; gives the folder's real path. */
export async function takeFolder(run: Run, settings: Settings): Promise<string> {
  const folder = prepareFolder(settings.dataFolder);
  process.env.GUICHET_DATA = folder;
  // `web` and `worker` may share a folder: what they share is outside it.
  if (isOneProcess(run)) return ensurePortsFree(run, settings, 0).then(() => folder);
  const release = await lockSoon(folder, run.stop);
  run.closers.push(release);
  // An instance killed outright leaves its file; its web and worker are leaving, and may need a moment.
  const patience = readInstance(folder) ? 8_000 : 0;
  await ensurePortsFree(run, settings, patience);
  const { url, mailListen, mailDomain } = settings;
  writeInstance(folder, {
    command: run.command,
    pid: process.pid,
    startedAt: new Date().toISOString(),
    url,
    mailListen: `${mailListen.host}:${mailListen.port}`,
    mailDomain,
  });
  run.closers.push(() => forgetInstance(folder));
  return folder;
}

const isOneProcess = ({ command }: Run) => command === "web" || command === "worker";

/** A command such as `npm run token` may have the folder for a moment; another instance keeps it. */
async function lockSoon(folder: string, stop: AbortSignal): Promise<() => void> {
  for (let tries = 0; tries < 100; tries++) {
    if (stop.aborted) throw new Stopped();
    const release = lockFolder(folder);
    if (release) return release;
    const other = readInstance(folder);
    if (other && tries > 2) throw new Trouble(words.alreadyRunning(folder, other.url, other.pid));
    await new Promise((wake) => setTimeout(wake, 100));
  }
  throw new Trouble(words.folderInUse(folder));
}

async function ensurePortsFree(run: Run, settings: Settings, patience: number): Promise<void> {
  const { mailListen, lmtpListen, host, port } = settings;
  const started = Date.now();
  for (;;) {
    try {
      if (run.command !== "worker") await ensurePortFree(host, port, "PORT");
      if (run.command !== "web") await ensurePortFree(mailListen.host, mailListen.port, "MAIL_LISTEN");
      if (run.command !== "web" && lmtpListen) await ensurePortFree(lmtpListen.host, lmtpListen.port, "LMTP_LISTEN");
      return;
    } catch (error) {
      if (Date.now() - started > patience || run.stop.aborted) throw error;
      await new Promise((wake) => setTimeout(wake, 200));
    }
  }
}

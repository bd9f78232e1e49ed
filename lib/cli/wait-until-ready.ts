import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import type { Settings } from "@/lib/settings/environment";
import type { Service } from "./keep-running";
import { step } from "./progress";
import type { Run } from "./run";
import { Stopped, Trouble } from "./trouble";
import { words } from "./words";

/** Waits for the site to say that all is well and for the mail listener to answer; throws when one keeps dying. */
export async function waitUntilReady({ command, stop }: Run, settings: Settings, services: Service[]): Promise<void> {
  const { host, port, mailListen } = settings;
  const health = `http://${reachable(host)}:${port}/api/health`;
  const probes = [
    ...(command === "worker" ? [] : [() => askHealth(health, command === "web")]),
    ...(command === "web" ? [] : [() => knock(mailListen.host, mailListen.port)]),
  ];
  await step(
    "Démarrage des services",
    () => waitFor(probes, services, stop),
    () => "Services en marche",
  );
}

const MINUTES = 2;

async function waitFor(
  probes: (() => Promise<string | null>)[],
  services: Service[],
  stop: AbortSignal,
): Promise<void> {
  const deadline = Date.now() + MINUTES * 60_000;
  for (;;) {
    if (stop.aborted) throw new Stopped();
    const answers = await Promise.all(probes.map((probe) => probe()));
    const reason = answers.find((answer) => answer !== null);
    if (reason === undefined) return;
    const failing = services.find((service) => service.deaths() >= 3);
    if (failing) throw new Trouble(words.neverReady(failing.name));
    if (Date.now() > deadline) throw new Trouble(words.notReadyYet(reason));
    await pause(100);
  }
}

/** Null when all is well, else what the site answered instead; a site alone cannot say that its worker is. */
async function askHealth(url: string, isAlone: boolean): Promise<string | null> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(20_000) });
    const answer = await response.text();
    if (response.status === 200 && (isAlone || JSON.parse(answer).status === "ok")) return null;
    return `${url} : ${response.status} ${answer.slice(0, 200)}`;
  } catch (error) {
    return `${url} : ${((error as Error).cause as Error | undefined)?.message ?? (error as Error).message}`;
  }
}

/** Greets the mail listener and leaves politely. */
function knock(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = connect({ host: reachable(host), port, timeout: 5_000 });
    socket.once("data", () => socket.end("QUIT\r\n", () => resolve(null)));
    socket.once("error", (error) => resolve(error.message));
    socket.once("timeout", () => socket.destroy(new Error(`${host}:${port} : silence`)));
  });
}

/** An address to call for one to listen on: "everywhere" is reached at home. */
function reachable(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1";
  return host === "::" ? "localhost" : host;
}

import { setTimeout as pause } from "node:timers/promises";
import { growingDelay } from "../growing-delay";
import { isPortFree } from "../ports";
import { elapsed, red, say } from "../progress";
import { explain, Stopped } from "../trouble";
import { words } from "../words";
import type { Cluster, ClusterOptions } from "./cluster";
import { startCluster } from "./start-cluster";

/** Starts the cluster again, on its port, whenever it dies; `stop` ends both the watch and the cluster. */
export function keepCluster(first: Cluster, options: ClusterOptions, onRestart: (cluster: Cluster) => void) {
  const leaving = new AbortController();
  const { port } = first;
  let cluster = first;

  async function watch() {
    let deaths = 0;
    for (;;) {
      const since = Date.now();
      await cluster.ended;
      if (leaving.signal.aborted) return;
      deaths = Date.now() - since > 60_000 ? 1 : deaths + 1;
      await restart(growingDelay(deaths));
    }
  }

  async function restart(delay: number) {
    const inWords = elapsed(0, delay);
    say(red((await isPortFree("127.0.0.1", port)) ? words.clusterDied(inWords) : words.portTaken(port, inWords)));
    await pause(delay, undefined, { signal: leaving.signal });
    try {
      cluster = await startCluster({ ...options, port, signal: leaving.signal });
      say("La base de données est repartie.");
      onRestart(cluster);
    } catch (error) {
      if (!(error instanceof Stopped)) say(red(explain(error)));
    }
  }

  const watching = watch().catch(() => {});
  const stop = async () => {
    leaving.abort();
    await cluster.stop();
    await watching;
    // A restart under way at that moment has either given up or handed over one more cluster.
    await cluster.stop();
  };
  return { stop };
}

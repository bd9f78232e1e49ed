import { say } from "./progress";

/** The first Ctrl-C (or TERM, or a terminal that closes) asks for the stop; the next ones find it under way. */
export function listenForStop(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (!stop.signal.aborted) say("\nArrêt en cours…");
      stop.abort();
    });
  }
  return stop.signal;
}

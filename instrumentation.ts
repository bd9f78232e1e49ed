/** Called once by Next as a server process starts. */
export async function register() {
  if (process.env.NEXT_RUNTIME === "nodejs") await refuseTrace();
}

/**
 * Next turns a TRACE into a 500 before any door sees it, since the Fetch standard has no such request. Renamed as it
 * arrives, it reaches proxy.ts and is refused there like any other unknown method.
 */
async function refuseTrace() {
  const { subscribe } = await import("node:diagnostics_channel");
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: { method?: string } };
    if (request.method === "TRACE" || request.method === "TRACK") request.method = "REFUSED";
  });
}

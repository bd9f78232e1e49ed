import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { getSettings } from "@/lib/settings/environment";
import { isTrusted, peerAddress } from "@/lib/settings/peer-address";

/** Sees every request as it arrives, before Next does. */
export function watchIncomingRequests() {
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    renameTrace(request);
    forgetForwarded(request);
  });
}

/**
 * Next turns a TRACE into a 500 before any door sees it, since the Fetch standard has no such request. Renamed as it
 * arrives, it reaches proxy.ts and is refused there like any other unknown method.
 */
function renameTrace(request: IncomingMessage) {
  if (request.method === "TRACE" || request.method === "TRACK") request.method = "REFUSED";
}

/**
 * Next believes X-Forwarded-For from anybody, and shows no socket to those who ask later: what a client says of its own address,
 * name or protocol is forgotten, unless the client is a trusted proxy.
 */
function forgetForwarded({ headers, socket }: IncomingMessage) {
  const { trustedProxies } = getSettings();
  const heard = headers["x-forwarded-for"];
  const peer = peerAddress(socket.remoteAddress, typeof heard === "string" ? heard : undefined, trustedProxies);
  if (!isTrusted(socket.remoteAddress ?? "", trustedProxies)) for (const name of said) delete headers[name];
  headers["x-forwarded-for"] = peer;
}

const said = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-port", "x-forwarded-proto", "x-real-ip"];

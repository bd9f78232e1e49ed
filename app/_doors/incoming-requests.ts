import { randomBytes } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import { getSettings } from "@/lib/settings/environment";
import { isTrusted, peerAddress } from "@/lib/settings/peer-address";
import { securityHeaders } from "./security-headers";

/**
 * Sees every request as it arrives, before Next does, and decides no right. Here and not in a `proxy.ts`, which costs each
 * page 1.7 ms, a third of a bare one (docs/decisions/0020).
 */
export function watchIncomingRequests() {
  subscribe("http.server.request.start", (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    protect(request, response);
    mendPath(request);
    tellPath(request);
    forgetForwarded(request);
    if (!takes(request)) sendToRefusal(request);
  });
}

const inDevelopment = process.env.NODE_ENV === "development";

/** Next reads the nonce for its scripts from the request's own policy; whatever a client says there is overwritten. */
function protect(request: IncomingMessage, response: ServerResponse) {
  const onHttps = getSettings().url.startsWith("https:");
  const nonce = randomBytes(16).toString("base64");
  const headers = securityHeaders({ path: request.url ?? "/", nonce, onHttps, inDevelopment });
  for (const [name, value] of headers) response.setHeader(name, value);
  request.headers["content-security-policy"] = headers[0]?.[1];
}

/** For requireViewer, which brings people back here once they have signed in. `_rsc` is Next's own mark on its fetches. */
function tellPath({ headers, url = "/" }: IncomingMessage) {
  headers["x-guichet-path"] = url.replace(/([?&])_rsc=[^&]*&?/, "$1").replace(/[?&]$/, "");
}

/**
 * Next answers 500 to a path that is no UTF-8 once decoded (`/%ff`, `/%`). With its percent signs escaped it is a name like any
 * other, which nothing bears.
 */
function mendPath(request: IncomingMessage) {
  const [path = "/", ...query] = (request.url ?? "/").split("?");
  if (!path.includes("%") || isDecodable(path)) return;
  request.url = [path.replaceAll("%", "%25"), ...query].join("?");
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
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

const pageMethods = new Set(["GET", "HEAD", "POST"]);
const apiMethods = new Set([...pageMethods, "PUT", "PATCH", "DELETE", "OPTIONS"]);

function takes({ method = "", url = "" }: IncomingMessage): boolean {
  return (url.startsWith("/api/") ? apiMethods : pageMethods).has(method);
}

/** Next draws a page for a PUT and breaks on a TRACE, which Fetch does not know: a route that has no DELETE answers 405. */
function sendToRefusal(request: IncomingMessage) {
  request.method = "DELETE";
  request.url = "/api/policy-reports";
}

import { randomBytes } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import { securityHeaders } from "./security-headers";

/**
 * Puts the security headers on every answer of this process, as requests arrive. Here and not in a `proxy.ts`, which
 * costs each page 1.7 ms, a third of a bare one (docs/decisions/0020). Decides no right.
 */
export function guardRequests() {
  subscribe("http.server.request.start", (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    guard(request, response);
  });
}

const inDevelopment = process.env.NODE_ENV === "development";
const onHttps = process.env.GUICHET_URL?.startsWith("https:") ?? false;

function guard(request: IncomingMessage, response: ServerResponse) {
  const nonce = randomBytes(16).toString("base64");
  const headers = securityHeaders({ path: request.url ?? "/", nonce, onHttps, inDevelopment });
  for (const [name, value] of headers) response.setHeader(name, value);
  // Next reads the nonce from the request's own policy; whatever a client says there is overwritten.
  request.headers["content-security-policy"] = headers[0]?.[1];
  if (!takes(request)) sendToRefusal(request);
}

const pageMethods = new Set(["GET", "HEAD", "POST"]);
const apiMethods = new Set([...pageMethods, "PUT", "PATCH", "DELETE", "OPTIONS"]);

function takes({ method = "", url = "" }: IncomingMessage): boolean {
  return (url.startsWith("/api/") ? apiMethods : pageMethods).has(method);
}

/** Next renders a page for a PUT and breaks on a TRACE, which Fetch does not know: a route without DELETE answers 405. */
function sendToRefusal(request: IncomingMessage) {
  request.method = "DELETE";
  request.url = "/api/policy-reports";
}

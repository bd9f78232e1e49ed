import { getSettings } from "@/lib/settings/environment";

/**
 * Whether a request that would change something comes from a page of ours: the browser says so itself (Fetch Metadata), or names
 * the page's origin, which must be the host asked or the configured address. A browser that says neither is not believed.
 */
export function isSameOrigin(request: { method: string; headers: Headers }): boolean {
  if (request.method === "GET" || request.method === "HEAD" || request.method === "OPTIONS") return true;
  const site = request.headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") return false;
  const origin = request.headers.get("origin");
  if (origin === null) return site === "same-origin";
  const host = request.headers.get("x-forwarded-host") ?? request.headers.get("host");
  return URL.canParse(origin) && (new URL(origin).host === host || origin === new URL(getSettings().url).origin);
}

import { refuseOtherMethods } from "@/app/_doors/api/refuse-other-methods";
import { sha256 } from "@/lib/journal/event";
import { readFeed } from "@/lib/planning/read-feed";

/** The calendar of whoever holds its private address, as calendar programs fetch it; the address is the only key. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = refuseOtherMethods({ GET: answer, HEAD: answer });

async function answer(request: Request): Promise<Response> {
  const token = (new URL(request.url).pathname.split("/").at(-1) ?? "").replace(/\.ics$/, "");
  const text = await readFeed(token);
  if (text === null) return new Response(null, { status: 404, headers: unseen });
  const etag = `"${sha256(text)}"`;
  const headers = { ...unseen, etag };
  if (request.headers.get("if-none-match") === etag) return new Response(null, { status: 304, headers });
  return new Response(request.method === "HEAD" ? null : text, {
    headers: {
      ...headers,
      "content-type": "text/calendar; charset=utf-8",
      "content-disposition": 'inline; filename="guichet.ics"',
    },
  });
}

/** The address is a secret: no cache but the reader's own keeps what it gives, no search engine lists it. */
const unseen = {
  "cache-control": "private, no-cache",
  "x-robots-tag": "noindex",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

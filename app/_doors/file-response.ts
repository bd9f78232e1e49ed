import type { Readable } from "node:stream";

interface ServedFile {
  name: string;
  type: string;
  size: number;
  sha256: string;
  read(range?: { start: number; end: number }): Promise<Readable>;
}

/** Raster images that browsers draw without running anything. */
const drawable = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);

/** A file as a download (RFC 6266), whole or by one range (RFC 9110, 14); safe images may be drawn in the page when asked. */
export async function fileResponse(request: Request, file: ServedFile): Promise<Response> {
  const drawn = new URL(request.url).searchParams.get("inline") === "1" && drawable.has(file.type);
  const headers = new Headers({
    "content-type": file.type,
    "content-disposition": `${drawn ? "inline" : "attachment"}; ${fileNameParameters(file.name)}`,
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "private, no-store",
    "accept-ranges": "bytes",
    etag: `"${file.sha256}"`,
  });
  const range = rangeAsked(request, file);
  if (range === "unsatisfiable") {
    headers.set("content-range", `bytes */${file.size}`);
    return new Response(null, { status: 416, headers });
  }
  const { start, end } = range ?? { start: 0, end: file.size - 1 };
  headers.set("content-length", `${end - start + 1}`);
  if (range) headers.set("content-range", `bytes ${start}-${end}/${file.size}`);
  const body = request.method === "HEAD" || file.size === 0 ? null : await file.read(range ?? undefined);
  return new Response(body && asRead(body), { status: range ? 206 : 200, headers });
}

/** A stream of the web that reads as it is read: Node's own conversion counts pieces, not bytes, and reads thousands of them ahead. */
function asRead(body: Readable): ReadableStream<Uint8Array> {
  const pieces = body[Symbol.asyncIterator]();
  return new ReadableStream(
    {
      async pull(controller) {
        const { value, done } = await pieces.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: () => void body.destroy(),
    },
    { highWaterMark: 2 },
  );
}

/** An ASCII name for old clients, and the true one in UTF-8 (RFC 8187). */
export function fileNameParameters(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

/** Several ranges at once are answered with the whole file, as is a range of what the file no longer is (If-Range). */
export function rangeAsked(request: Request, file: { size: number; sha256: string }) {
  const asked = /^bytes=(\d*)-(\d*)$/.exec(request.headers.get("range") ?? "");
  const validator = request.headers.get("if-range");
  if (!asked || (validator && validator !== `"${file.sha256}"`)) return null;
  const [, first = "", last = ""] = asked;
  if (first === "" && last === "") return null;
  const start = first === "" ? Math.max(0, file.size - Number(last)) : Number(first);
  const end = first === "" || last === "" ? file.size - 1 : Math.min(Number(last), file.size - 1);
  if (start > end || (first === "" && Number(last) === 0)) return "unsatisfiable" as const;
  return { start, end };
}

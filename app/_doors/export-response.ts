import { Readable } from "node:stream";
import { fileNameParameters } from "./file-response";

/** A file that is being made, as a download: its length is not known yet, and a fault cuts it rather than ending it well. */
export function exportResponse({ name, type, body }: { name: string; type: string; body: Readable }): Response {
  return new Response(Readable.toWeb(body) as ReadableStream, {
    headers: {
      "content-type": type,
      "content-disposition": `attachment; ${fileNameParameters(name)}`,
      "content-security-policy": "default-src 'none'; sandbox",
      "x-content-type-options": "nosniff",
      "cross-origin-resource-policy": "same-origin",
      "cache-control": "private, no-store",
      // A proxy that gathered it all before sending would take its memory, and the reader's patience.
      "x-accel-buffering": "no",
    },
  });
}

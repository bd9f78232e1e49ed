import { Server } from "@tus/server";
import { Conflict, NoRoom, NotFound, Refusal, TooLarge } from "@/lib/access/refusals";
import type { Actor } from "@/lib/tenancy/actor";
import { abandonUpload } from "./abandon-upload";
import { beginUpload } from "./begin-upload";
import { finishUpload } from "./finish-upload";
import { ReceivedFiles } from "./received-files";
import { roomIn } from "./room";
import { receivingFolder } from "./storage";
import { reservedRoom, resumableHours } from "./upload";
import { purposes, type UploadPurpose } from "./upload-purpose";
import { getMaximumSize, getUpload } from "./upload-queries";
import { uploadsPath } from "./uploads-path";

/** Answers one request of the resumable upload protocol (tus 1.0.0) for its actor, whose right is asked each time. Throws refusals. */
export async function receiveUpload(actor: Actor, request: Request): Promise<Response> {
  const id = idOf(request);
  let purpose = purposeOf(request.headers.get("upload-metadata"));
  if (id) {
    const begun = await actor.transaction((tx) => getUpload(tx, id));
    purpose = begun.purpose;
    if (request.method === "DELETE") await abandonUpload(actor, id);
    if (begun.finishedAt) return answerFinished(request.method, begun.size);
    // The bytes may all be here while nobody said so: the answer was lost, or the process died.
    if (request.method === "HEAD") await finishUpload(actor, id);
    if (request.method === "HEAD" && (await isFinished(actor, id))) return answerFinished("HEAD", begun.size);
  } else if (request.method !== "POST" && request.method !== "OPTIONS") throw new NotFound();
  return passToServer(actor, request, purpose);
}

/** What a new upload says that it is for: `purpose` among its metadata, in base64 (tus 1.0, Creation). */
function purposeOf(metadata: string | null): UploadPurpose {
  const said = /(?:^|,)\s*purpose ([A-Za-z0-9+/=]+)/.exec(metadata ?? "")?.[1] ?? "";
  return purposes.find((purpose) => purpose === Buffer.from(said, "base64").toString()) ?? "attachment";
}

function idOf(request: Request): string | null {
  return new URL(request.url).pathname.replace(/\/$/, "").slice(uploadsPath.length + 1) || null;
}

async function isFinished(actor: Actor, id: string): Promise<boolean> {
  return (await actor.transaction((tx) => getUpload(tx, id))).finishedAt !== null;
}

function answerFinished(method: string, size: number): Response {
  if (method === "PATCH") throw new Conflict("upload-finished");
  const headers = { "Tus-Resumable": "1.0.0", "Cache-Control": "no-store" };
  if (method !== "HEAD") return new Response(null, { status: 204, headers });
  return new Response(null, { headers: { ...headers, "Upload-Offset": `${size}`, "Upload-Length": `${size}` } });
}

/** A request that is inside the library, which knows neither its actor nor our refusals. */
interface Visit {
  actor: Actor;
  purpose: UploadPurpose;
  maximum?: number;
  /** The upload that it is about, once it has one. */
  id: string | null;
  refusal?: Refusal;
}

const inside = new WeakMap<object, Visit>();

async function passToServer(actor: Actor, request: Request, purpose: UploadPurpose): Promise<Response> {
  const visit: Visit = { actor, purpose, id: idOf(request) };
  inside.set(request, visit);
  const answer = await getServer().handleWeb(request);
  if (visit.refusal) {
    // Half a file would keep the disk full until it expires.
    if (visit.refusal instanceof NoRoom && visit.id) await abandonUpload(actor, visit.id);
    throw visit.refusal;
  }
  // The library opens itself to every origin; these addresses are for our own pages and for tokens.
  for (const name of [...answer.headers.keys()]) if (name.startsWith("access-control-")) answer.headers.delete(name);
  return answer;
}

// On globalThis: its locks must be one set for the process, however often this module is loaded.
const kept = globalThis as { guichetUploads?: Server };

function getServer(): Server {
  kept.guichetUploads ??= createServer();
  return kept.guichetUploads;
}

function createServer(): Server {
  const datastore = new ReceivedFiles({
    directory: receivingFolder(),
    expirationPeriodInMilliseconds: resumableHours * 3_600_000,
  });
  // A length known from the start is what the limits are asked of.
  datastore.extensions = ["creation", "creation-with-upload", "termination", "expiration"];
  return new Server({
    path: uploadsPath,
    datastore,
    relativeLocation: true,
    async maxSize(request) {
      const visit = inside.get(request)!;
      visit.maximum ??= await visit.actor.transaction((tx) => getMaximumSize(tx, visit.purpose));
      return visit.maximum;
    },
    async onUploadCreate(request, upload) {
      const visit = inside.get(request)!;
      const name = upload.metadata?.filename ?? upload.metadata?.name ?? "";
      await beginUpload(visit.actor, { id: upload.id, name, size: upload.size ?? 0, purpose: visit.purpose });
      visit.id = upload.id;
      return {};
    },
    async onUploadFinish(request, upload) {
      await finishUpload(inside.get(request)!.actor, upload.id);
      return {};
    },
    async onResponseError(request, error) {
      const visit = inside.get(request)!;
      visit.refusal = await refusalOf(error, visit);
      if (error instanceof Error && !visit.refusal) throw error;
      return undefined;
    },
  });
}

/** Our words for what the library answers with a sentence of its own; the rest is the protocol's business. */
async function refusalOf(error: unknown, visit: Visit): Promise<Refusal | undefined> {
  if (error instanceof Refusal) return error;
  const status = (error as { status_code?: number }).status_code;
  if (status === 413 && visit.maximum) return new TooLarge("file-too-large", { maximum: visit.maximum });
  if (status === 500 && (await roomIn(receivingFolder())) < reservedRoom) return new NoRoom("disk-full");
  return undefined;
}

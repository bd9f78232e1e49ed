import { type FileHandle, open, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { NotFound, StorageAway } from "@/lib/access/refusals";
import { heldAgainst } from "./held-against";
import { roomIn } from "./room";
import { type AskS3, type S3Settings, s3Requests } from "./s3-requests";
import { ensureKey, type Storage, type StoredBytes } from "./store";

/** The pieces of a large file, and how many of them are on their way (and in memory) at once; a store takes 10,000 at most. */
const pieceSize = 8 * 1024 ** 2;
const mostPieces = 9_000;
const atOnce = 2;

/** Milliseconds that a store may take to join the pieces of a file: some copy them all. */
const joiningTime = 600_000;

/** Any S3-compatible store. Files are received on this machine's disk, and are its own once they are whole. */
export function s3Storage(settings: S3Settings, receiving: string, patience?: number): Storage {
  const ask = s3Requests(settings, patience);
  const nameOf = (key: string) => settings.prefix + ensureKey(key);
  const find = async (key: string, headers: Record<string, string>) => {
    const answer = await ask(nameOf(key), { headers, expects: [404] });
    if (answer.status === 404) throw await absence(answer);
    return answer;
  };
  return {
    async take(key, path) {
      await putFile(ask, nameOf(key), path);
      await rm(path);
    },
    async put(key, bytes) {
      await ask(nameOf(key), { method: "PUT", body: bytes });
    },
    async open(key, range, sha256) {
      const answer = await find(key, range ? { Range: `bytes=${range.start}-${range.end}` } : {});
      if (range && answer.status !== 206) {
        await answer.body?.cancel();
        throw new StorageAway();
      }
      const bytes = answer.body ? Readable.fromWeb(answer.body as ReadableStream) : Readable.from([]);
      return sha256 && !range ? heldAgainst(sha256, bytes) : bytes;
    },
    async read(key) {
      return Buffer.from(await (await find(key, {})).arrayBuffer());
    },
    async remove(key) {
      await ask(nameOf(key), { method: "DELETE", expects: [404] });
    },
    room: () => roomIn(receiving),
    list: (prefix) => listBucket(ask, settings.prefix, prefix),
  };
}

/** A bucket that is not there is a fault of the settings, never a file that nobody has. */
async function absence(answer: Response): Promise<Error> {
  return (await answer.text()).includes("NoSuchBucket") ? new StorageAway() : new NotFound();
}

async function putFile(ask: AskS3, name: string, path: string) {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    if (size <= pieceSize) await ask(name, { method: "PUT", body: await readPiece(file, 0, Buffer.allocUnsafe(size)) });
    else await putPieces(ask, name, file, size);
  } finally {
    await file.close();
  }
}

async function putPieces(ask: AskS3, name: string, file: FileHandle, size: number) {
  const begun = await ask(name, { method: "POST", query: { uploads: "" } });
  const uploadId = elements(await begun.text(), "UploadId")[0];
  if (!uploadId) throw new StorageAway();
  try {
    const tags = await sendPieces(ask, name, uploadId, file, size);
    await joinPieces(ask, name, uploadId, tags);
    const kept = await ask(name, { method: "HEAD" });
    if (Number(kept.headers.get("content-length")) !== size) throw new StorageAway();
  } catch (error) {
    await ask(name, { method: "DELETE", query: { uploadId }, expects: [404] }).catch(() => {});
    throw error;
  }
}

async function sendPieces(ask: AskS3, name: string, uploadId: string, file: FileHandle, size: number) {
  const length = Math.max(pieceSize, Math.ceil(size / mostPieces));
  const tags: string[] = new Array(Math.ceil(size / length));
  let next = 0;
  const sendOn = async () => {
    const room = Buffer.allocUnsafe(Math.min(length, size));
    while (next < tags.length) {
      const place = next++;
      const body = await readPiece(file, place * length, room.subarray(0, size - place * length));
      const answer = await ask(name, { method: "PUT", query: { partNumber: `${place + 1}`, uploadId }, body });
      await answer.arrayBuffer();
      tags[place] = answer.headers.get("etag") ?? "";
    }
  };
  // All end before anything else is said of that upload, even when one fails.
  const ends = await Promise.allSettled(Array.from({ length: atOnce }, sendOn));
  const failed = ends.find((end) => end.status === "rejected");
  if (failed) throw failed.reason;
  return tags;
}

async function joinPieces(ask: AskS3, name: string, uploadId: string, tags: string[]) {
  const parts = tags.map((tag, place) => `<Part><PartNumber>${place + 1}</PartNumber><ETag>${tag}</ETag></Part>`);
  const body = `<CompleteMultipartUpload>${parts.join("")}</CompleteMultipartUpload>`;
  // 404: it was joined already and the answer was lost; the length, asked next, tells.
  const joined = await ask(name, { method: "POST", query: { uploadId }, body, patience: joiningTime, expects: [404] });
  // A store may begin to answer 200, and find out then that it cannot.
  if ((await joined.text()).includes("<Error>") && joined.ok) throw new StorageAway();
}

/** As many bytes as there is room for. */
async function readPiece(file: FileHandle, start: number, room: Buffer): Promise<Buffer> {
  for (let read = 0; read < room.length; ) {
    const { bytesRead } = await file.read(room, read, room.length - read, start + read);
    if (bytesRead === 0) throw new Error("the file became shorter while it was sent to the store");
    read += bytesRead;
  }
  return room;
}

async function* listBucket(ask: AskS3, ours: string, prefix: string): AsyncGenerator<StoredBytes> {
  for (let token = ""; ; ) {
    const query = { "list-type": "2", prefix: ours + prefix, ...(token ? { "continuation-token": token } : {}) };
    const page = await (await ask("", { query })).text();
    for (const entry of elements(page, "Contents")) {
      const [name, size, since] = ["Key", "Size", "LastModified"].map((what) => elements(entry, what)[0] ?? "");
      const key = name!.slice(ours.length);
      if (/^[0-9a-f]{32,64}$/.test(key)) yield { key, size: Number(size), since: new Date(since!) };
    }
    token = elements(page, "NextContinuationToken")[0] ?? "";
    if (!token) return;
  }
}

/** The contents of an element of the store's flat answers, which hold keys, numbers and dates only. */
function elements(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<${name}>(.*?)</${name}>`, "gs"))].map(([, inner]) => unescapeXml(inner!));
}

function unescapeXml(text: string): string {
  const marks: Record<string, string> = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&" };
  return text.replace(/&(lt|gt|quot|apos|amp);/g, (mark) => marks[mark]!);
}

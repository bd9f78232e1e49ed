"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { Upload } from "tus-js-client";
import type { UploadPurpose } from "@/lib/files/upload-purpose";
import { uploadsPath } from "@/lib/files/uploads-path";

/** A file that is safe on the server and waits for its message. */
export interface KeptFile {
  id: string;
  name: string;
  size: number;
}

export interface SentFile {
  /** The same file chosen twice has the same key, and is sent once. */
  key: string;
  /** With its folders when it came from one: `site/index.html`. */
  name: string;
  size: number;
  /** Bytes that the server has. */
  sent: number;
  state: "waiting" | "sending" | "paused" | "failed" | "refused" | "kept";
  /** The upload's id, once kept. */
  id?: string;
  /** Why it failed, in the reader's words when the server said so. */
  reason?: string;
}

export type Uploads = ReturnType<typeof useUploads>;

/** Milliseconds before each new try; what lasts longer waits for the reader, or for the network to come back. */
const retries = [0, 1_000, 3_000, 5_000, 10_000, 20_000];

/** A proxy on the way may refuse one endless body. */
const mostInOneRequest = 64 * 1024 * 1024;

/** Files on their way at one moment; the others wait in line. */
const atOnce = 4;

/** A chosen file, with its place in the folder that it was chosen with. */
export interface ChosenFile {
  file: File;
  path: string;
}

/** Sends files as they are chosen, so that they can be resumed; not those over `maximumSize` bytes, which the server would refuse. */
export function useUploads(maximumSize: number, purpose: UploadPurpose = "attachment") {
  const [files, setFiles] = useState<SentFile[]>([]);
  const uploads = useRef(new Map<string, Upload>());
  const line = useRef<string[]>([]);
  const going = useRef(new Set<string>());

  const update = useCallback((key: string, facts: Partial<SentFile>) => {
    setFiles((all) => all.map((file) => (file.key === key ? { ...file, ...facts } : file)));
  }, []);

  const advance = useCallback(() => {
    while (going.current.size < atOnce) {
      const key = line.current.shift();
      if (key === undefined) return;
      const upload = uploads.current.get(key);
      if (!upload) continue;
      going.current.add(key);
      update(key, { state: "sending" });
      void start(upload);
    }
  }, [update]);

  const leave = useCallback(
    (key: string) => {
      line.current = line.current.filter((one) => one !== key);
      going.current.delete(key);
      advance();
    },
    [advance],
  );

  const add = useCallback(
    async (chosen: ChosenFile[]) => {
      const library = await import("tus-js-client");
      const added: SentFile[] = [];
      for (const { file, path } of chosen) {
        const key = `${path} ${file.size} ${file.lastModified}`;
        if (uploads.current.has(key)) continue;
        const state = file.size > maximumSize ? "refused" : "waiting";
        added.push({ key, name: path, size: file.size, sent: 0, state });
        if (state === "refused") continue;
        const told = (facts: Partial<SentFile>) => {
          update(key, facts);
          if (facts.state) leave(key);
        };
        uploads.current.set(key, prepare(library.Upload, { file, purpose, key }, told));
        line.current.push(key);
      }
      setFiles((all) => [...all.filter((one) => !added.some(({ key }) => key === one.key)), ...added]);
      advance();
    },
    [update, leave, advance, maximumSize, purpose],
  );

  const pause = (key: string) => {
    void uploads.current.get(key)?.abort();
    update(key, { state: "paused" });
    leave(key);
  };
  const resume = useCallback(
    (key: string) => {
      update(key, { state: "waiting", reason: undefined });
      line.current.unshift(key);
      advance();
    },
    [update, advance],
  );
  const remove = (key: string) => {
    // Told to the server as a courtesy: what nobody attaches expires there anyway.
    uploads.current
      .get(key)
      ?.abort(true)
      .catch(() => {});
    uploads.current.delete(key);
    leave(key);
    setFiles((all) => all.filter((file) => file.key !== key));
  };
  const restore = useCallback((kept: KeptFile[]) => {
    uploads.current.clear();
    setFiles(kept.map((file) => ({ ...file, key: file.id, sent: file.size, state: "kept" })));
  }, []);

  useResumeOnline(files, resume);
  return {
    files,
    kept: files.flatMap(({ id, name, size }) => (id ? [{ id, name, size }] : [])),
    busy: files.some((file) => file.state !== "kept"),
    add,
    pause,
    resume,
    remove,
    restore,
  };
}

/** A file that the network stopped goes on when the network is back; one that the server refused does not. */
function useResumeOnline(files: SentFile[], resume: (key: string) => void) {
  useEffect(() => {
    const again = () => {
      for (const file of files) if (file.state === "failed" && !file.reason) resume(file.key);
    };
    window.addEventListener("online", again);
    return () => window.removeEventListener("online", again);
  }, [files, resume]);
}

/** Takes up what an earlier visit left unfinished of the same file. */
async function start(upload: Upload) {
  const [earlier] = await upload.findPreviousUploads().catch(() => []);
  if (earlier) upload.resumeFromPreviousUpload(earlier);
  upload.start();
}

function prepare(
  Class: typeof Upload,
  { file, purpose, key }: { file: File; purpose: UploadPurpose; key: string },
  update: (facts: Partial<SentFile>) => void,
): Upload {
  let percent = 0;
  const upload = new Class(file, {
    endpoint: uploadsPath,
    retryDelays: retries,
    chunkSize: mostInOneRequest,
    metadata: { filename: file.name, purpose },
    // Two files of one name in two folders are two uploads; so is one file sent for two purposes.
    fingerprint: async () => `guichet ${purpose} ${key}`,
    removeFingerprintOnSuccess: true,
    onProgress(sent, total) {
      const now = Math.floor((100 * sent) / Math.max(total, 1));
      if (now !== percent) update({ sent });
      percent = now;
    },
    onSuccess: () => update({ state: "kept", sent: file.size, id: idOf(upload.url ?? "") }),
    onError: (error) => update({ state: "failed", reason: reasonOf(error) }),
  });
  return upload;
}

function idOf(address: string): string {
  return /([0-9a-f]{32})\/?$/.exec(address)?.[1] ?? "";
}

/** The sentence of the server's problem document; nothing when it was never reached. */
function reasonOf(error: object): string | undefined {
  const body = "originalResponse" in error ? (error.originalResponse as { getBody(): string } | null)?.getBody() : null;
  if (!body) return undefined;
  try {
    return (JSON.parse(body) as { detail?: string }).detail;
  } catch {
    return undefined;
  }
}

import type { Readable } from "node:stream";
import { NotFound } from "@/lib/access/refusals";

/** Where the bytes of files are kept, under keys that say nothing; small enough for an object store to fit. */
export interface Storage {
  /** Takes over a file of this machine; durable when it resolves. */
  take(key: string, path: string): Promise<void>;
  /** Keeps bytes that are in memory; durable when it resolves. */
  put(key: string, bytes: Buffer): Promise<void>;
  /**
   * The bytes, or those from `start` to `end` included; all that another machine gives are held against their SHA-256 when it is given.
   * Throws NotFound, or StorageAway.
   */
  open(key: string, range?: ByteRange, sha256?: string): Promise<Readable>;
  /** All the bytes of what is small. Throws NotFound, or StorageAway. */
  read(key: string): Promise<Buffer>;
  remove(key: string): Promise<void>;
  /** How many more bytes fit where files are received. */
  room(): Promise<number>;
  /** Everything whose key begins so. */
  list(prefix: string): AsyncIterable<StoredBytes>;
}

export interface ByteRange {
  start: number;
  end: number;
}

export interface StoredBytes {
  key: string;
  size: number;
  since: Date;
}

/** A key may become a path: nothing else than a key passes. Throws NotFound. */
export function ensureKey(key: string): string {
  if (!/^[0-9a-f]{32,64}$/.test(key)) throw new NotFound();
  return key;
}

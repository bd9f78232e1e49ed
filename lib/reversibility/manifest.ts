import { z } from "zod";

/** The shape of dumps that this version writes. A higher one is refused; what changes within one can be ignored by its readers. */
export const dumpFormat = 1;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().min(0);

/** `manifest.json`, the last entry: a dump without it is not whole. */
export const Manifest = z.object({
  format: z.literal(dumpFormat),
  generator: z.string(),
  /** The moment of which everything in it is the state (RFC 3339). */
  snapshotAt: z.iso.datetime(),
  workspace: z.object({ id: z.guid(), key: z.string() }).nullable(),
  tables: z.record(z.string(), z.object({ entry: z.string(), rows: count, columns: z.array(z.string()) })),
  /** Every entry but the files, the mails and this one. */
  entries: z.record(z.string(), z.object({ size: count, sha256 })),
  /** Files and mails are listed in `files.jsonl`; `missing` are those that the store had lost already. */
  files: z.object({ count, bytes: count, missing: z.array(sha256) }),
  /** The journal of each workspace: the root of the Merkle tree (RFC 6962) of its chains' heads, as in a seal. */
  journals: z.array(z.object({ workspaceId: z.guid(), chains: count, root: sha256 })),
});

export type Manifest = z.infer<typeof Manifest>;

/** A line of `files.jsonl`. */
export const FileLine = z.strictObject({ entry: z.string(), size: count, sha256 });

export type FileLine = z.infer<typeof FileLine>;

/** Where a file stands in a dump. */
export function fileEntry(folder: "files" | "mails", hash: string): string {
  return folder === "mails" ? `mails/${hash.slice(0, 2)}/${hash}.eml` : `files/${hash.slice(0, 2)}/${hash}`;
}

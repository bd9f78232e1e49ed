import type { Readable } from "node:stream";

/** Bytes that can be read again, whole or from `start` to `end` included. */
export interface Bytes {
  size: number;
  open(range?: { start: number; end: number }): Promise<Readable>;
}

export interface Entry {
  path: string;
  /** As the archive declares it; null when it does not say. */
  size: number | null;
  directory: boolean;
  flags: string[];
}

/** What an archive says that it holds; `cut` when a bound stopped the reading. */
export interface Listing {
  listing: "none" | "listed" | "cut" | "unreadable";
  entries: Entry[];
  flags: string[];
}

export const mostEntries = 100_000;
/** How long one archive is read, in milliseconds. */
export const longestReading = 10 * 60_000;
/** Bytes past which a ratio is looked at: small files compress well, harmlessly. */
export const bombSize = 256 * 1024 ** 2;
export const bombRatio = 200;

const longestPath = 300;
const mostKept = 2_000;

const device = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])$/i;
const directional = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
const inner = /\.(zip|jar|war|ear|tar|t?gz|t?bz2|t?xz|t?zst|7z|rar)$/i;

/** What is odd about the name of an entry, wherever it would be extracted. */
export function flagsOfPath(path: string): string[] {
  const names = path.split(/[/\\]/);
  const found: [string, boolean][] = [
    ["traversal", names.includes("..")],
    ["absolute", /^([/\\]|[A-Za-z]:)/.test(path)],
    ["device", names.some((name) => device.test(name.split(".")[0]!.trim()))],
    ["nul", path.includes("\0")],
    ["control", /(?!\0)\p{Cc}/u.test(path)],
    ["long", Buffer.byteLength(path) > longestPath],
    ["direction", directional.test(path)],
    ["archive", inner.test(path)],
  ];
  return found.filter(([, is]) => is).map(([flag]) => flag);
}

/** Gathers entries up to the bound, each with its flags; a name seen already, in whatever case, is flagged. */
export class Gathering {
  readonly entries: Entry[] = [];
  readonly flags = new Set<string>();
  private readonly names = new Set<string>();
  private readonly until = Date.now() + longestReading;

  /** False when no more is wanted. */
  add(entry: Omit<Entry, "flags">, more: string[] = []): boolean {
    if (this.full) return false;
    const name = entry.path.normalize("NFC").toLowerCase().replace(/\/+$/, "");
    const flags = [...flagsOfPath(entry.path), ...more, ...(this.names.has(name) ? ["duplicate"] : [])];
    this.names.add(name);
    for (const flag of flags) this.flags.add(flag);
    this.entries.push({ ...entry, path: keptPath(entry.path), flags });
    return true;
  }

  get full(): boolean {
    return this.entries.length >= mostEntries || Date.now() > this.until;
  }

  end(listing: Listing["listing"]): Listing {
    return { listing, entries: this.entries, flags: [...this.flags] };
  }
}

/** What the database can keep: no NUL, no endless name. */
function keptPath(path: string): string {
  const kept = path.toWellFormed().replaceAll("\0", "␀");
  return kept.length > mostKept ? `${kept.slice(0, mostKept).toWellFormed()}…` : kept;
}

/** Whether so many bytes come out of so few that whoever extracts them would regret it. */
export function isBomb(expanded: number, compressed: number): boolean {
  return expanded > bombSize && expanded / Math.max(compressed, 1) > bombRatio;
}

import { z } from "zod";
import type { depositPackage } from "@/db/schema";
import { cleanFileName } from "@/lib/files/file-name";

export type PackageRow = typeof depositPackage.$inferSelect;

export const PackageId = z.uuid();

/** Files of one folder deposited at once. */
export const mostFiles = 5_000;

/** A file that came in, on its way into its package: its bytes are the package's until they are compressed. */
export interface Source {
  path: string;
  size: number;
  type: string;
  sha256: string;
  key: string;
}

/** Plain text of several lines, possibly empty. */
export function plainText(most: number) {
  return z
    .string()
    .max(most)
    .refine((text) => text.isWellFormed() && !/(?![\n\r\t])\p{Cc}/u.test(text), {
      params: { code: "control-characters" },
    })
    .transform((text) => text.replace(/\r\n?/g, "\n").trim());
}

const archives = new Set([
  "application/zip",
  "application/java-archive",
  "application/x-tar",
  "application/gzip",
  "application/x-bzip2",
  "application/x-xz",
  "application/zstd",
  "application/x-7z-compressed",
  "application/x-rar-compressed",
  "application/x-deb",
  "application/x-rpm",
]);

/** Whether bytes of that type, as their content tells it, are compressed or gathered already: they are kept as they came. */
export function isArchiveType(type: string): boolean {
  return archives.has(type);
}

/** Where a file stands in its folder: no way up, no root, no drive, each name as any file's. */
export function cleanPath(given: string): string {
  const names = given.split(/[/\\]/).filter((name) => !/^(\.*|[A-Za-z]:)$/.test(name));
  return names.map(cleanFileName).join("/") || cleanFileName("");
}

/** The same paths, each different from the others even for a system that knows no case. */
export function distinctPaths(paths: string[]): string[] {
  const taken = new Set<string>();
  return paths.map((path) => {
    const [, stem = path, extension = ""] = /^(.*?)(\.[^./]{1,20})?$/s.exec(path) ?? [];
    let free = path;
    for (let n = 2; taken.has(free.toLowerCase()); n++) free = `${stem} (${n})${extension}`;
    taken.add(free.toLowerCase());
    return free;
  });
}

/** What a package is called: as asked, else after its only file or the folder that holds all of them; `.zip` when Guichet makes one. */
export function nameOfPackage(asked: string | undefined, paths: string[], keptAsItIs: boolean): string {
  const [first = ""] = paths;
  const root = first.split("/")[0]!;
  const own = paths.length === 1 ? first.split("/").at(-1)! : root;
  const name = cleanFileName(asked?.trim() || own);
  return keptAsItIs || /\.zip$/i.test(name) ? name : cleanFileName(`${name}.zip`);
}

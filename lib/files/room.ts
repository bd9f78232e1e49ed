import { mkdir, statfs } from "node:fs/promises";

/** Bytes left to us on the disk of a folder. */
export async function roomIn(folder: string): Promise<number> {
  await mkdir(folder, { recursive: true });
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

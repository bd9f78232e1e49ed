import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import { getStorage } from "@/lib/files/storage";
import { isArchiveType, type Source } from "./package";

const pressed = /^(image|audio|video)\//;

/** Writes files as one ZIP at `path`, one after the other as they are read; the same files give the same bytes. Gives its size and hash. */
export async function writeZip(path: string, sources: Source[], at: Date): Promise<{ size: number; sha256: string }> {
  const zip = new ZipFile();
  zip.on("error", (error: Error) => (zip.outputStream as Transform).destroy(error));
  for (const { path: name, key, type, size } of sources) {
    const compress = !isArchiveType(type) && !pressed.test(type);
    zip.addReadStreamLazy(name, { mtime: at, mode: 0o100644, compress, size: compress ? undefined : size }, (give) => {
      getStorage()
        .open(key)
        .then(
          (stream) => give(null, stream),
          (error) => give(error, null as never),
        );
    });
  }
  zip.end();
  const hash = createHash("sha256");
  let size = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      size += chunk.length;
      done(null, chunk);
    },
  });
  await pipeline(zip.outputStream, measure, createWriteStream(path));
  return { size, sha256: hash.digest("hex") };
}

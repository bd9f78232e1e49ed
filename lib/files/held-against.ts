import { createHash } from "node:crypto";
import { pipeline, type Readable, Transform } from "node:stream";
import { log } from "@/lib/settings/log";

/** The same bytes, which end only if their hash is that one: the last of them are held back until it is known, else it breaks off. */
export function heldAgainst(sha256: string, source: Readable): Readable {
  const hash = createHash("sha256");
  let held: Buffer | null = null;
  const check = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      const before = held;
      held = chunk;
      done(null, before);
    },
    flush(done) {
      if (hash.digest("hex") === sha256) return done(null, held);
      log.error({ expected: sha256 }, "the object store gave other bytes than those that it was given");
      done(new Error("other bytes than those that were kept"));
    },
  });
  // Whoever reads the check is told; the callback only keeps the failure from being thrown again.
  return pipeline(source, check, () => {});
}

import { parseArgs } from "node:util";
import { dumpWords } from "./dump-words";
import { withInstance } from "./instance";
import { ProgressLine } from "./progress-line";
import { Trouble } from "./trouble";

/** `npm run dump -- [--workspace <key>] --out <file> [--split <MB>]`: everything, in one archive. */
await withInstance(async () => {
  const { workspace, out, split } = readArguments();
  const { makeDump } = await import("@/lib/reversibility/make-dump");
  const { NotFound } = await import("@/lib/access/refusals");
  const line = new ProgressLine();
  const started = Date.now();
  const partSize = split === undefined ? undefined : Number(split) * 1024 * 1024;
  if (partSize !== undefined && !(partSize >= 1024 * 1024)) throw new Trouble(dumpWords.usage);
  const { manifest, parts } = await makeDump({ workspace, path: out, partSize }, (progress) => line.show(progress))
    .catch((error) => {
      if (error instanceof NotFound) throw new Trouble(dumpWords.noWorkspace(workspace!));
      if (error.code === "EEXIST") throw new Trouble(dumpWords.alreadyThere(error.path));
      throw error;
    })
    .finally(() => line.clear());
  console.log(dumpWords.made(manifest, parts, Date.now() - started));
});

function readArguments() {
  try {
    const text = { type: "string" } as const;
    const { values } = parseArgs({ options: { workspace: text, out: text, split: text } });
    if (!values.out) throw new Trouble(dumpWords.usage);
    return { ...values, out: values.out };
  } catch {
    throw new Trouble(dumpWords.usage);
  }
}

import { createHash } from "node:crypto";
import { BrokenDump, type Fault } from "./fault";
import { KeySet } from "./key-set";
import { FileLine } from "./manifest";
import type { OpenDump } from "./open-dump";
import { readLines } from "./read-lines";
import { held } from "./read-rows";

/** Reads every file and mail, if asked, and holds each against its name and `files.jsonl`; gives the entries there are. */
export async function checkFiles(
  dump: OpenDump,
  tell: (fault: Fault) => void,
  onBytes: (size: number) => void = () => {},
): Promise<KeySet> {
  const told = await readList(dump, tell);
  const found = new KeySet();
  for await (const { name, size, read } of dump.files()) {
    if (!found.add(name)) tell({ kind: "double-entry", entry: name });
    if (!told.has(`${name} ${size}`)) tell({ kind: "unknown-entry", entry: name });
    const hash = await hashOf(await read(), onBytes).catch((error: Error) => error);
    if (hash instanceof Error) tell({ kind: "unreadable", entry: name, detail: hash.message });
    else if (!name.includes(hash)) tell({ kind: "altered", entry: name });
  }
  if (found.size !== dump.manifest.files.count)
    tell({ kind: "count", entry: "files.jsonl", detail: `${found.size} / ${dump.manifest.files.count}` });
  return found;
}

async function readList(dump: OpenDump, tell: (fault: Fault) => void): Promise<KeySet> {
  const told = new KeySet();
  let line = 0;
  for await (const text of readLines(held(dump, "files.jsonl", tell))) {
    line += 1;
    const parsed = FileLine.safeParse(parse(text));
    if (parsed.success) told.add(`${parsed.data.entry} ${parsed.data.size}`);
    else tell({ kind: "shape", entry: "files.jsonl", line });
  }
  return told;
}

async function hashOf(bytes: AsyncIterable<unknown>, onBytes: (size: number) => void): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of bytes) {
    hash.update(piece as Buffer);
    onBytes((piece as Buffer).length);
  }
  return hash.digest("hex");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BrokenDump([{ kind: "shape", entry: "files.jsonl" }]);
  }
}

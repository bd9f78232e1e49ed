import { createHash } from "node:crypto";
import { createWriteStream, readFileSync } from "node:fs";
import { finished } from "node:stream/promises";
import { promisify } from "node:util";
import { type Entry, fromBuffer, type ZipFile } from "yauzl";
import { ZipFile as ZipDraft } from "yazl";

type Change = (name: string, text: string) => string | null;

/** Writes an archive anew with its texts changed (null: left out), and when asked with the manifest's hashes made again for them. */
export async function rewrite(
  from: string,
  to: string,
  change: Change,
  reseal: boolean,
  more: Record<string, string> = {},
) {
  const entries = await readAll(from);
  const draft = new ZipDraft();
  let manifest: Buffer | null = null;
  const sealed: Record<string, { size: number; sha256: string }> = {};
  for (const [name, bytes] of entries) {
    const text = /^(files|mails)\//.test(name) ? undefined : change(name, bytes.toString());
    if (text === null) continue;
    const content = text === undefined ? bytes : Buffer.from(text);
    if (name === "manifest.json") manifest = content;
    else add(draft, name, content);
    sealed[name] = { size: content.length, sha256: createHash("sha256").update(content).digest("hex") };
  }
  for (const [name, text] of Object.entries(more)) add(draft, name, Buffer.from(text));
  if (manifest) add(draft, "manifest.json", reseal ? resealed(manifest, sealed) : manifest);
  draft.end();
  await finished(draft.outputStream.pipe(createWriteStream(to)));
}

/** The library refuses names that go up; an attacker's would not. */
function add(draft: ZipDraft, name: string, bytes: Buffer) {
  const honest = name.replace("../", "___");
  draft.addBuffer(bytes, honest);
  const entry = (draft as unknown as { entries: { utf8FileName: Buffer }[] }).entries.at(-1)!;
  entry.utf8FileName = Buffer.from(name);
}

function resealed(manifest: Buffer, sealed: Record<string, { size: number; sha256: string }>): Buffer {
  const content = JSON.parse(manifest.toString());
  for (const name of Object.keys(content.entries)) if (sealed[name]) content.entries[name] = sealed[name];
  return Buffer.from(JSON.stringify(content, null, 1));
}

async function readAll(path: string): Promise<Map<string, Buffer>> {
  const zip = await promisify<Buffer, object, ZipFile>(fromBuffer)(readFileSync(path), { lazyEntries: true });
  const entries = new Map<string, Buffer>();
  return new Promise((resolve, reject) => {
    zip.on("entry", (entry: Entry) =>
      zip.openReadStream(entry, async (error, stream) => {
        if (error) return reject(error);
        const pieces: Buffer[] = [];
        for await (const piece of stream) pieces.push(piece as Buffer);
        entries.set(entry.fileName, Buffer.concat(pieces));
        zip.readEntry();
      }),
    );
    zip.on("end", () => resolve(entries));
    zip.readEntry();
  });
}

import { sql } from "drizzle-orm";
import { NotFound } from "@/lib/access/refusals";
import { recordEvent } from "@/lib/journal/record-event";
import { askAsWorker, PLATFORM_ID, workspaceActor } from "@/lib/tenancy/actor";
import type { Progress } from "./dump-draft";
import { type OutputOptions, openOutput, type Part } from "./dump-output";
import type { Manifest } from "./manifest";
import type { Scope } from "./scope";
import { writeDump } from "./write-dump";
import { ZipWriter } from "./zip-writer";

export interface MadeDump {
  manifest: Manifest;
  parts: Part[];
}

/** Makes a dump at a path, whole or not at all, and leaves a line in the journal of what was taken away. Throws NotFound. */
export async function makeDump(
  { workspace, path, ...options }: { workspace?: string | undefined; path: string } & OutputOptions,
  onProgress: (progress: Progress) => void = () => {},
): Promise<MadeDump> {
  const scope: Scope = { workspace: workspace === undefined ? null : await findWorkspace(workspace) };
  const output = openOutput(path, options);
  let archive: ZipWriter | undefined;
  try {
    const manifest = await writeDump(
      scope,
      (at) => {
        archive = new ZipWriter((bytes) => output.write(bytes), at, `${path}.repertoire`);
        return archive;
      },
      onProgress,
    );
    const parts = await output.end();
    await tell(scope, manifest, parts);
    return { manifest, parts };
  } catch (error) {
    await archive?.abandon();
    await output.abandon();
    throw error;
  }
}

async function findWorkspace(key: string) {
  const [found] = await askAsWorker<{ id: string; key: string }>(sql`select id, key from workspace where key = ${key}`);
  if (!found) throw new NotFound();
  return found;
}

async function tell({ workspace }: Scope, manifest: Manifest, parts: Part[]) {
  const workspaceId = workspace?.id ?? PLATFORM_ID;
  const payload = { snapshotAt: manifest.snapshotAt, parts: parts.map(({ size, sha256 }) => ({ size, sha256 })) };
  await workspaceActor(workspaceId).transaction((tx) => recordEvent(tx, { type: "dump.made", workspaceId, payload }));
}

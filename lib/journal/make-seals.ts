import { createWriteStream } from "node:fs";
import { mkdir, open, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { sql } from "drizzle-orm";
import { deriveKey, getSettings } from "@/lib/settings/environment";
import { type Transaction, workspaceActor } from "@/lib/tenancy/actor";
import type { Head } from "./chain";
import { type Journal, listJournals, streamHeads } from "./journal-queries";
import { recordEvent } from "./record-event";
import { keyOf, MerkleTree, type Seal, signSeal } from "./seal";

/** A seal and where it was put; the heads that it seals stand beside it, one a line. */
export interface MadeSeal {
  seal: Seal;
  path: string;
}

/** Seals the journal of each workspace and the platform's own: a monthly job. Files go under `seals` in the data folder. */
export async function makeSeals(): Promise<MadeSeal[]> {
  const made: MadeSeal[] = [];
  for (const journal of await listJournals())
    made.push(await workspaceActor(journal.workspaceId).transaction((tx) => makeSeal(tx, journal)));
  return made;
}

async function makeSeal(tx: Transaction, { workspaceId, key }: Journal): Promise<MadeSeal> {
  const workspace = key ?? "plateforme";
  const at = await readClock(tx);
  const path = await placeFor(workspace, at);
  const tree = new MerkleTree();
  await writeHeads(`${path}.heads`, streamHeads(tx, workspaceId), tree);
  const sealed = { format: "guichet-seal-1" as const, workspace, workspaceId, at, chains: tree.size, root: tree.root };
  const seal = signSeal(sealed, sealKey());
  await writeFile(`${path}.draft`, `${JSON.stringify(seal, null, 2)}\n`, { flush: true });
  await rename(`${path}.draft`, path);
  const { root, chains, signature } = seal;
  await recordEvent(tx, { type: "seal.made", workspaceId, payload: { root, chains, at, signature } });
  return { seal, path };
}

/** Drawn from the instance's secret: every machine of an instance signs with the same key, and none has to keep it. */
export function sealKey() {
  return keyOf(deriveKey("journal seal"));
}

async function readClock(tx: Transaction): Promise<string> {
  const [now] = await tx.execute<{ at: string }>(
    sql`select to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at`,
  );
  return now!.at;
}

async function placeFor(workspace: string, at: string): Promise<string> {
  const folder = join(getSettings().dataFolder, "seals");
  await mkdir(folder, { recursive: true });
  return join(folder, `${workspace}-${at.replace(/[:.]/g, "-")}.seal.json`);
}

async function writeHeads(path: string, heads: AsyncIterable<Head>, tree: MerkleTree): Promise<void> {
  async function* lines() {
    for await (const head of heads) {
      tree.add(head);
      yield `${JSON.stringify(head)}\n`;
    }
  }
  await pipeline(lines, createWriteStream(path));
  const file = await open(path);
  await file.sync();
  await file.close();
}

import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { z } from "zod";
import { type Transaction, workspaceActor } from "@/lib/tenancy/actor";
import type { Head } from "./chain";
import { findHash, findReference } from "./journal-queries";
import { sealKey } from "./make-seals";
import { exportPublicKey, fingerprintOf, isSigned, MerkleTree, type Seal, type SealFault } from "./seal";

const SealFile = z.strictObject({
  format: z.literal("guichet-seal-1"),
  workspace: z.string(),
  workspaceId: z.uuid(),
  at: z.iso.datetime(),
  chains: z.int(),
  root: z.string(),
  publicKey: z.string(),
  signature: z.string(),
});
const HeadLine = z.strictObject({ chainId: z.guid(), sequence: z.int(), hash: z.string() });

export interface VerifiedSeal {
  seal: Seal;
  fingerprint: string;
  fault: SealFault | null;
}

/**
 * Holds a seal and its heads against the journal as it is now: each sealed line must still be there with its hash, so that not
 * even a history that was rewritten from its beginning, hashes and all, passes.
 */
export async function verifySeal(path: string): Promise<VerifiedSeal> {
  const seal: Seal = SealFile.parse(JSON.parse(await readFile(path, "utf8")));
  const fault = (await checkSeal(path, seal)) ?? (await findRewritten(path, seal));
  return { seal, fingerprint: fingerprintOf(seal.publicKey), fault };
}

/** What can be known without a database: that the seal is whole, signed by this instance, and of these heads. */
async function checkSeal(path: string, seal: Seal): Promise<SealFault | null> {
  if (!isSigned(seal)) return { kind: "signature" };
  if (seal.publicKey !== exportPublicKey(sealKey())) return { kind: "foreign-key" };
  const tree = new MerkleTree();
  try {
    for await (const head of readHeads(path)) tree.add(head);
  } catch {
    // Whatever cannot be read as heads is not what was sealed.
    return { kind: "heads" };
  }
  return tree.root === seal.root && tree.size === seal.chains ? null : { kind: "heads" };
}

function findRewritten(path: string, { workspaceId }: Seal): Promise<SealFault | null> {
  return workspaceActor(workspaceId).transaction(async (tx) => {
    for await (const head of readHeads(path))
      if (!(await isKept(tx, workspaceId, head)))
        return {
          kind: "rewritten",
          chainId: head.chainId,
          sequence: head.sequence,
          reference: await findReference(tx, workspaceId, head.chainId),
        };
    return null;
  });
}

async function isKept(tx: Transaction, workspaceId: string, { chainId, sequence, hash }: Head): Promise<boolean> {
  return sequence === 0 || (await findHash(tx, workspaceId, chainId, sequence)) === hash;
}

async function* readHeads(path: string): AsyncGenerator<Head> {
  const lines = createInterface({ input: createReadStream(`${path}.heads`), crlfDelay: Number.POSITIVE_INFINITY });
  for await (const line of lines) yield HeadLine.parse(JSON.parse(line));
}

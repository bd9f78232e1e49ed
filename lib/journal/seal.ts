import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import canonicalize from "canonicalize";
import type { Head } from "./chain";

/**
 * What both parties keep of a journal at one moment: the root of the Merkle tree (RFC 6962, SHA-256) of its chains' heads, in
 * the order of their identifiers, signed with Ed25519. Hexadecimal, and base64 for the key (SPKI) and the signature.
 */
export interface Seal {
  format: "guichet-seal-1";
  workspace: string;
  workspaceId: string;
  at: string;
  chains: number;
  root: string;
  publicKey: string;
  signature: string;
}

/** Why a seal does not hold: it was altered, its list of heads is not the one it sealed, or the journal is no longer that one. */
export type SealFault =
  | { kind: "signature" | "heads" | "foreign-key" }
  | { kind: "rewritten"; chainId: string; sequence: number; reference: string | null };

/** Signs what `sealed` says. The key is this instance's own. */
export function signSeal(sealed: Omit<Seal, "publicKey" | "signature">, key: KeyObject): Seal {
  const publicKey = exportPublicKey(key);
  return { ...sealed, publicKey, signature: sign(null, bytesOf({ ...sealed, publicKey }), key).toString("base64") };
}

export function isSigned({ signature, ...signed }: Seal): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(signed.publicKey, "base64"), format: "der", type: "spki" });
    return verify(null, bytesOf(signed), key, Buffer.from(signature, "base64"));
  } catch {
    // A key that is none signs nothing.
    return false;
  }
}

/** The Ed25519 key whose seed (RFC 8032) is these 32 bytes. */
export function keyOf(seed: Buffer): KeyObject {
  const header = Buffer.from("302e020100300506032b657004220420", "hex");
  return createPrivateKey({ key: Buffer.concat([header, seed]), format: "der", type: "pkcs8" });
}

export function exportPublicKey(key: KeyObject): string {
  return createPublicKey(key).export({ format: "der", type: "spki" }).toString("base64");
}

/** What two people read to each other to know that they hold the same key. */
export function fingerprintOf(publicKey: string): string {
  const hash = createHash("sha256").update(Buffer.from(publicKey, "base64")).digest("hex");
  return hash.slice(0, 32).match(/.{4}/g)!.join(" ");
}

/** A Merkle tree that grows leaf by leaf and keeps only the roots of its complete parts. */
export class MerkleTree {
  size = 0;
  private readonly parts: { height: number; hash: Buffer }[] = [];

  add({ chainId, sequence, hash }: Head): void {
    let part = { height: 0, hash: sha256(0, Buffer.from(canonicalize({ chainId, sequence, hash })!)) };
    while (this.parts.at(-1)?.height === part.height)
      part = { height: part.height + 1, hash: sha256(1, this.parts.pop()!.hash, part.hash) };
    this.parts.push(part);
    this.size += 1;
  }

  get root(): string {
    const hashes = this.parts.map((part) => part.hash);
    const root = hashes.reduceRight(
      (right, left) => sha256(1, left, right),
      hashes.pop() ?? createHash("sha256").digest(),
    );
    return root.toString("hex");
  }
}

function sha256(prefix: 0 | 1, ...parts: Buffer[]): Buffer {
  return createHash("sha256")
    .update(Buffer.concat([Buffer.from([prefix]), ...parts]))
    .digest();
}

function bytesOf(signed: object): Buffer {
  return Buffer.from(canonicalize(signed)!);
}

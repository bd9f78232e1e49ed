import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { deriveKey } from "./environment";

const form = "v1";

/** A secret as it may be kept: AES-256-GCM under a key of the instance. `owner` is bound in, so that it opens for nobody else. */
export function sealSecret(secret: string, owner: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", sealingKey(), nonce).setAAD(Buffer.from(owner));
  const sealed = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return [form, ...[nonce, sealed, cipher.getAuthTag()].map((part) => part.toString("base64url"))].join(".");
}

/** Null when it was sealed for another owner or by another instance's secret, or was altered. */
export function openSealedSecret(sealed: string, owner: string): string | null {
  const [found, nonce = "", text = "", tag = ""] = sealed.split(".");
  if (found !== form) return null;
  try {
    const bytes = (part: string) => Buffer.from(part, "base64url");
    const options = { authTagLength: 16 };
    const decipher = createDecipheriv("aes-256-gcm", sealingKey(), bytes(nonce), options).setAAD(Buffer.from(owner));
    decipher.setAuthTag(bytes(tag));
    return Buffer.concat([decipher.update(bytes(text)), decipher.final()]).toString("utf8");
  } catch {
    // Whatever is wrong with it, it does not open; GCM does not say why.
    return null;
  }
}

function sealingKey(): Buffer {
  return deriveKey("sealed secrets");
}

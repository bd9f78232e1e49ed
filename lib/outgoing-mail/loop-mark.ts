import { deriveKey } from "@/lib/settings/environment";

/** What this instance writes in its loop header: another Guichet's mail is no loop of ours. */
export function loopMark(): string {
  return deriveKey("mail loop").toString("hex").slice(0, 24);
}

import { findScanner } from "@/lib/files/find-scanner";
import { storageNamed } from "@/lib/files/storage";
import type { Settings } from "@/lib/settings/environment";
import { say } from "./progress";

/** Says of the object store and of the virus scanner, where they are configured, whether they answer: neither keeps Guichet from starting. */
export async function sayNeighbours({ s3, store }: Settings): Promise<void> {
  const scanner = await findScanner();
  if (s3) {
    const part = store === "s3" ? "ce qui arrive y va" : "on y lit ce qui y est resté";
    say(`  Fichiers    entrepôt ${s3.endpoint}/${s3.bucket} (${part})${(await answers()) ? "" : " : NE RÉPOND PAS"}`);
  }
  if (scanner) say(`  Antivirus   ${scanner.engine ?? "NE RÉPOND PAS : les fichiers attendent leur analyse"}`);
}

async function answers(): Promise<boolean> {
  try {
    for await (const _ of storageNamed("s3")!.list("0")) break;
    return true;
  } catch {
    // Said on the line itself; the log has what the store answered.
    return false;
  }
}

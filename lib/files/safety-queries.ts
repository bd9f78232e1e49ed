import { Conflict, Forbidden } from "@/lib/access/refusals";
import { getSettings } from "@/lib/settings/environment";
import { getSetting } from "@/lib/settings/setting-queries";
import type { Transaction } from "@/lib/tenancy/actor";
import { judgeSafety, type Scan, type Scanning } from "./scan";

/** What the platform does with files that nobody has scanned. */
export async function getScanning(tx: Transaction): Promise<Scanning> {
  return { scanner: getSettings().clamd !== null, unscanned: await getSetting(tx, "files.serveUnscanned") };
}

/** Throws Forbidden for a file that the scanner condemned or that nobody will scan, Conflict for one that waits, as the setting says. */
export async function ensureServed(tx: Transaction, file: Pick<Scan, "verdict"> & { scannedAt: Date | null }) {
  const { state, served } = judgeSafety(file, await getScanning(tx));
  if (served) return;
  if (state === "infected") throw new Forbidden("file-infected");
  if (state === "waiting") throw new Conflict("file-waits-for-scan");
  throw new Forbidden("file-not-scanned");
}

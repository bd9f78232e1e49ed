import { Conflict, Forbidden } from "@/lib/access/refusals";
import { getSettings } from "@/lib/settings/environment";
import { getSetting } from "@/lib/settings/setting-queries";
import type { Actor, Transaction } from "@/lib/tenancy/actor";
import { ScannerAway } from "./clamd";
import { judgeSafety, type Scan, type Scanning } from "./scan";
import { scanFile } from "./scan-file";

/** What the platform does with files that nobody has scanned. */
export async function getScanning(tx: Transaction): Promise<Scanning> {
  return { scanner: getSettings().clamd !== null, unscanned: await getSetting(tx, "files.serveUnscanned") };
}

/** Throws Forbidden for a file that the scanner condemned or that nobody will scan, Conflict for one that waits, as the setting says. */
export async function ensureServed(tx: Transaction, file: Scannable) {
  refuseUnserved(file, await getScanning(tx));
}

/** The same for a file of which no verdict is kept (a mail as it came): it is scanned now, for who opens it. */
export async function ensureServedNow(actor: Actor, file: { storageKey: string; sha256: string }) {
  const scanning = await actor.transaction(getScanning);
  const scan = await scanFile(file).catch((error) => {
    if (error instanceof ScannerAway) return null;
    throw error;
  });
  refuseUnserved(scan ?? { scannedAt: null, verdict: null }, scanning);
}

type Scannable = Pick<Scan, "verdict"> & { scannedAt: Date | null };

function refuseUnserved(file: Scannable, scanning: Scanning) {
  const { state, served } = judgeSafety(file, scanning);
  if (served) return;
  if (state === "infected") throw new Forbidden("file-infected");
  if (state === "waiting") throw new Conflict("file-waits-for-scan");
  throw new Forbidden("file-not-scanned");
}

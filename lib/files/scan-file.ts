import { getSettings } from "@/lib/settings/environment";
import { askAbout, askVersion, ScannerAway } from "./clamd";
import { judgeAnswer, type Scan } from "./scan";
import { getStorage } from "./storage";

/**
 * Has a stored file scanned, streamed as it is read; what comes back is for its row, whatever table that is of. Null when no scanner is
 * configured. Throws ScannerAway, or NotFound when the bytes are gone.
 */
export async function scanFile(file: { storageKey: string; sha256: string }): Promise<Scan | null> {
  const scanner = getSettings().clamd;
  if (!scanner) return null;
  const scanEngine = await askVersion(scanner);
  const answer = await askAbout(scanner, () => getStorage().open(file.storageKey, undefined, file.sha256));
  const judged = judgeAnswer(answer);
  if (!judged) throw new ScannerAway(`the scanner answered: ${answer.slice(0, 200)}`);
  return { ...judged, scanEngine, scannedAt: new Date() };
}

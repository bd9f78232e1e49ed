/** What is written on the row of a file that was scanned. No verdict: the scanner takes no file of that kind, or that large. */
export interface Scan {
  scannedAt: Date;
  verdict: "clean" | "infected" | null;
  scanEngine: string;
  threat: string | null;
}

/** What clamd's answer amounts to; null when it says that it could not work, and must be asked again. */
export function judgeAnswer(answer: string): Pick<Scan, "verdict" | "threat"> | null {
  const threat = /^(?:stream|fd\[\d+\]|instream[^:]*): (.+) FOUND$/i.exec(answer)?.[1];
  // With AlertExceedsMax, clamd says so of what it did not look at to the end.
  if (threat?.startsWith("Heuristics.Limits.Exceeded")) return { verdict: null, threat: null };
  if (threat) return { verdict: "infected", threat };
  if (/: OK$/.test(answer)) return { verdict: "clean", threat: null };
  if (/size limit exceeded/i.test(answer)) return { verdict: null, threat: null };
  return null;
}

/** How a file stands before its reader; `served` says whether its bytes are given. */
export interface Safety {
  state: "clean" | "infected" | "waiting" | "notScanned" | "notScannable";
  served: boolean;
}

/** What the platform does with files that nobody has scanned: as it should be ("auto"), always or never served. */
export interface Scanning {
  /** Whether a scanner is configured. */
  scanner: boolean;
  unscanned: "auto" | "always" | "never";
}

/**
 * Infected files are never served, clean ones always. Of the others, those that the scanner will look at wait for it; those that nobody will
 * look at are served with a warning; the setting may say otherwise of both.
 */
export function judgeSafety(file: Pick<Scan, "verdict"> & { scannedAt: Date | null }, scanning: Scanning): Safety {
  if (file.verdict) return { state: file.verdict, served: file.verdict === "clean" };
  const waits = scanning.scanner && file.scannedAt === null;
  const state = waits ? "waiting" : file.scannedAt === null ? "notScanned" : "notScannable";
  return { state, served: scanning.unscanned === "always" || (scanning.unscanned === "auto" && !waits) };
}

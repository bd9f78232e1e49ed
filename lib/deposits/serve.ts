import type { PackageRow } from "./package";

/** Why the bytes of a package are not given: a code of the refusals; null when they are. */
export function mayServe(
  { arrival, verdict, erasedAt, scannedAt }: Pick<PackageRow, "arrival" | "verdict" | "erasedAt" | "scannedAt">,
  { serveUnscanned }: { serveUnscanned: boolean },
): "package-not-ready" | "package-erased" | "file-infected" | "package-not-scanned" | null {
  if (arrival !== "ready") return "package-not-ready";
  if (erasedAt) return "package-erased";
  if (verdict === "infected") return "file-infected";
  return scannedAt || serveUnscanned ? null : "package-not-scanned";
}

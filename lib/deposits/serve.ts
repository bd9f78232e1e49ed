import { judgeSafety, type Scanning } from "@/lib/files/scan";
import type { PackageRow } from "./package";

type Served = Pick<PackageRow, "arrival" | "verdict" | "erasedAt" | "scannedAt">;

const unserved = { infected: "file-infected", waiting: "file-waits-for-scan" } as const;

/** Why the bytes of a package are not given: a code of the refusals; null when they are. */
export function mayServe(found: Served, scanning: Scanning) {
  if (found.arrival !== "ready") return "package-not-ready";
  if (found.erasedAt) return "package-erased";
  const { state, served } = judgeSafety(found, scanning);
  if (served) return null;
  return state === "infected" || state === "waiting" ? unserved[state] : "file-not-scanned";
}

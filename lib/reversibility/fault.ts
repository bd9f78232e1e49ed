/** What can be wrong with a dump. */
export type FaultKind =
  | "unreadable"
  | "no-manifest"
  | "newer"
  | "manifest"
  | "double-entry"
  | "missing-entry"
  | "unknown-entry"
  | "altered"
  | "shape"
  | "double-key"
  | "nowhere"
  | "count"
  | "missing-file"
  | "two-accounts"
  | "journal"
  | "refused";

/** One thing that is wrong, and where. */
export interface Fault {
  kind: FaultKind;
  /** The entry of the archive. */
  entry: string;
  /** From 1. */
  line?: number | undefined;
  /** What was found there, as a machine says it. */
  detail?: string | undefined;
}

/** A dump that does not hold; nothing of it was written anywhere. */
export class BrokenDump extends Error {
  override name = "BrokenDump";
  constructor(readonly faults: Fault[]) {
    super(`${faults[0]?.kind} ${faults[0]?.entry} ${faults[0]?.line ?? ""} ${faults[0]?.detail ?? ""}`.trim());
  }
}

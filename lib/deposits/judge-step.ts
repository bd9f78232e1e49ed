import type { PackageState } from "./kinds";
import type { PackageRow } from "./package";

export interface StepFacts extends Pick<PackageRow, "arrival" | "verdict" | "state" | "erasedAt"> {
  /** Every state that it entered. */
  entered: PackageState[];
  /** The same bytes were installed in pre-production and validated, in this project. */
  proven: boolean;
}

/** Why a package may not enter a state now: a code of the refusals; null when it may. `reason`: why against the usual order. */
export function judgeStep(facts: StepFacts, state: PackageState, reason: string): string | null {
  if (facts.state === "withdrawn") return "package-withdrawn";
  if (state === "withdrawn") return reason ? null : "reason-needed";
  if (facts.arrival !== "ready") return "package-not-ready";
  if (facts.verdict === "infected") return "file-infected";
  if (facts.erasedAt) return "package-erased";
  if (facts.entered.includes(state) && !state.startsWith("installed")) return "package-state-reached";
  if (state === "validated" && !facts.entered.includes("verified")) return "package-not-verified";
  if (state === "installed-preproduction" && !facts.entered.includes("verified")) return "package-not-verified";
  if (state === "installed-production" && !facts.proven && !reason) return "package-not-validated";
  return null;
}

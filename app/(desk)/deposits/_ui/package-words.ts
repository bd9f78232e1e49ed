import type { Tone } from "@/app/_ui/badge";
import type { PackageState } from "@/lib/deposits/kinds";

export const stateTones: Record<PackageState, Tone> = {
  deposited: "info",
  verified: "violet",
  "installed-preproduction": "warning",
  validated: "note",
  "installed-production": "success",
  withdrawn: "neutral",
};

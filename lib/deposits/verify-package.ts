import type { z } from "zod";
import type { Actor } from "@/lib/tenancy/actor";
import { enterState, type StepInput } from "./enter-state";

/** Says that a package is what it should be: its hash, its signature, its content. Throws NotFound, Forbidden or Conflict. */
export function verifyPackage(actor: Actor, input: z.input<typeof StepInput>) {
  return enterState(actor, input, { state: "verified", action: "verify", type: "package.verified" });
}

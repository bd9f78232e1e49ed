import type { z } from "zod";
import type { Actor } from "@/lib/tenancy/actor";
import { enterState, type StepInput } from "./enter-state";

/** Says that what a package brings works as wanted. Throws NotFound, Forbidden or Conflict. */
export function validatePackage(actor: Actor, input: z.input<typeof StepInput>) {
  return enterState(actor, input, { state: "validated", action: "validate", type: "package.validated" });
}

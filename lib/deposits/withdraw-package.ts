import type { z } from "zod";
import type { Actor } from "@/lib/tenancy/actor";
import { enterState, type StepInput } from "./enter-state";

/** Says that a package must not be used any more, and why. Throws NotFound, Forbidden or Conflict. */
export function withdrawPackage(actor: Actor, input: z.input<typeof StepInput>) {
  return enterState(actor, input, { state: "withdrawn", action: "withdraw", type: "package.withdrawn" });
}

import { z } from "zod";
import type { Actor } from "@/lib/tenancy/actor";
import { enterState, StepInput } from "./enter-state";
import { environments } from "./kinds";

export const InstallPackageInput = StepInput.extend({ environment: z.enum(environments) });

/**
 * Says that a package was installed in an environment. In production, what was not validated in pre-production needs a reason.
 * Throws NotFound, Forbidden or Conflict.
 */
export function installPackage(actor: Actor, input: z.input<typeof InstallPackageInput>) {
  const { environment, ...step } = InstallPackageInput.parse(input);
  return enterState(actor, step, { state: `installed-${environment}`, action: "install", type: "package.installed" });
}

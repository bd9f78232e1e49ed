import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { depositPackage, packageStep } from "@/db/schema";
import { authorizePackage, type PackageAction } from "@/lib/access/ability";
import { Conflict } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import type { EventType } from "@/lib/journal/event";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";
import { judgeStep } from "./judge-step";
import type { PackageState } from "./kinds";
import { PackageId, plainText } from "./package";
import { getPackage, isProven, listSteps, lockPackage } from "./package-queries";

export const StepInput = z.strictObject({ package: PackageId, reason: plainText(2_000).default("") });

interface Step {
  state: PackageState;
  action: PackageAction;
  type: Extract<EventType, `package.${string}`>;
}

/** Has a package enter a state, when it may: who, when and why are kept for ever. Throws NotFound, Forbidden or Conflict. */
export async function enterState(actor: Actor, input: z.input<typeof StepInput>, { state, action, type }: Step) {
  const { package: asked, reason } = StepInput.parse(input);
  return actor.transaction(async (tx) => {
    const found = await lockPackage(tx, asked);
    authorizePackage(await getRights(tx), action, found);
    const entered = (await listSteps(tx, found.id)).map((step) => step.state);
    const proven = await isProven(tx, found);
    const refused = judgeStep({ ...found, entered, proven }, state, reason);
    if (refused) throw new Conflict(refused, { state: found.state });
    const { workspaceId, id: packageId, name, version, sha256, ticketId } = found;
    const kept = { workspaceId, packageId, state, by: actor.accountId, reason: reason || null };
    await tx.insert(packageStep).values({ ...kept, id: newIdentifier() });
    await tx
      .update(depositPackage)
      .set({ state })
      .where(and(eq(depositPackage.workspaceId, workspaceId), eq(depositPackage.id, packageId)));
    const payload = {
      state,
      name,
      version,
      sha256,
      ...(reason && { reason }),
      ...(state === "installed-production" && { proven }),
    };
    await recordEvent(tx, { type, workspaceId, packageId, payload });
    if (ticketId) await recordEvent(tx, { type, workspaceId, ticketId, packageId, payload });
    return getPackage(tx, packageId);
  });
}

import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { packageLink } from "@/db/schema";
import { NotFound } from "@/lib/access/refusals";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { PackageId } from "./package";

export const RevokePackageLinkInput = z.strictObject({ package: PackageId, link: z.uuid() });

/** Takes back a link of one's own, at once; taken back already, it stays so. Throws NotFound. */
export async function revokePackageLink(actor: Actor, input: z.input<typeof RevokePackageLinkInput>) {
  const { package: packageId, link } = RevokePackageLinkInput.parse(input);
  return actor.transaction(async (tx) => {
    const mine = and(eq(packageLink.packageId, packageId), eq(packageLink.id, link));
    const [found] = await tx.select({ workspaceId: packageLink.workspaceId }).from(packageLink).where(mine);
    if (!found) throw new NotFound("unknown-link");
    const [revoked] = await tx
      .update(packageLink)
      .set({ revokedAt: sql`now()` as never })
      .where(and(mine, isNull(packageLink.revokedAt)))
      .returning({ id: packageLink.id });
    const { workspaceId } = found;
    if (revoked)
      await recordEvent(tx, { type: "package.linkRevoked", workspaceId, packageId, payload: { link: revoked.id } });
  });
}

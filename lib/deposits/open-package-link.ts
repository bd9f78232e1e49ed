import { eq, sql } from "drizzle-orm";
import { packageLink } from "@/db/schema";
import { Refusal } from "@/lib/access/refusals";
import { recordEvent } from "@/lib/journal/record-event";
import { openPackage } from "./open-package";
import { findPackageLink } from "./package-link-queries";

/**
 * The package that a machine's link opens, under the rights that its person has now; each fetch is counted, and its beginning is written in
 * the journal. Null, whatever the reason, when it opens nothing: a token that was guessed learns nothing.
 */
export async function openPackageLink(token: string, { fromStart }: { fromStart: boolean }) {
  const link = await findPackageLink(token);
  if (!link) return null;
  const { actor, linkId, packageId, workspaceId } = link;
  try {
    const opened = await openPackage(actor, packageId);
    if (fromStart)
      await actor.transaction(async (tx) => {
        await tx
          .update(packageLink)
          .set({ lastUsedAt: sql`now()` as never, uses: sql`${packageLink.uses} + 1` as never })
          .where(eq(packageLink.id, linkId));
        const payload = { link: linkId, sha256: opened.sha256 };
        await recordEvent(tx, { type: "package.fetched", workspaceId, packageId, payload });
      });
    return opened;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

import { sql } from "drizzle-orm";
import { z } from "zod";
import { packageLink } from "@/db/schema";
import { authorizePackage } from "@/lib/access/ability";
import { Conflict } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";
import { PackageId } from "./package";
import { addressOfPackageLink, mostLinkDays } from "./package-link";
import { getPackage } from "./package-queries";

export const CreatePackageLinkInput = z.strictObject({
  package: PackageId,
  days: z.coerce.number().int().min(1).max(mostLinkDays).default(7),
});

/** Lets a machine fetch a package in one's own name for some days; the address is told, and can be read again by nobody else. Throws NotFound, Forbidden or Conflict. */
export async function createPackageLink(actor: Actor, input: z.input<typeof CreatePackageLinkInput>) {
  const { package: packageId, days } = CreatePackageLinkInput.parse(input);
  return actor.transaction(async (tx) => {
    const found = await getPackage(tx, packageId);
    authorizePackage(await getRights(tx), "read", found);
    if (found.erasedAt) throw new Conflict("package-erased");
    const { workspaceId } = found;
    const id = newIdentifier();
    const [made] = await tx
      .insert(packageLink)
      .values({
        ...{ workspaceId, id, packageId, accountId: actor.accountId! },
        expiresAt: sql`now() + make_interval(days => ${days})` as never,
      })
      .returning();
    const payload = { link: id, days };
    await recordEvent(tx, { type: "package.linkCreated", workspaceId, packageId, payload });
    return { ...made!, address: addressOfPackageLink(id) };
  });
}

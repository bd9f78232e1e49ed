import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { depositPackage, packageItem } from "@/db/schema";
import { authorizePackage } from "@/lib/access/ability";
import { getRights } from "@/lib/access/rights";
import { ItemName } from "@/lib/items/item";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor, Transaction } from "@/lib/tenancy/actor";
import { TicketReference } from "@/lib/tickets/ticket";
import { PackageId, plainText } from "./package";
import { getPackage, lockPackage, type ReadPackage } from "./package-queries";
import { addItems, findRelease } from "./place-package";

/** What is said of a package; what is absent stays as it is. */
export const PackageChanges = z.strictObject({
  label: plainText(80).optional(),
  description: plainText(20_000).optional(),
  ticket: TicketReference.nullable().optional(),
  items: z.array(ItemName).max(20).optional(),
});

export const DescribePackageInput = PackageChanges.extend({ package: PackageId });

/** Changes what is said of a package, never its bytes. Throws NotFound, Forbidden or Invalid. */
export async function describePackage(actor: Actor, input: z.input<typeof DescribePackageInput>) {
  const asked = DescribePackageInput.parse(input);
  return actor.transaction(async (tx) => {
    const found = await lockPackage(tx, asked.package);
    authorizePackage(await getRights(tx), "deposit", found);
    const { label = found.label, description = found.description } = asked;
    const ticketId = await releaseAsked(tx, found, asked.ticket);
    const { workspaceId, id } = found;
    await tx
      .update(depositPackage)
      .set({ label, description, ticketId })
      .where(and(eq(depositPackage.workspaceId, workspaceId), eq(depositPackage.id, id)));
    if (asked.items) {
      await tx.delete(packageItem).where(and(eq(packageItem.workspaceId, workspaceId), eq(packageItem.packageId, id)));
      await addItems(tx, found, asked.items);
    }
    const { package: _, ...payload } = asked;
    await recordEvent(tx, { type: "package.described", workspaceId, packageId: id, payload });
    return getPackage(tx, id);
  });
}

async function releaseAsked(tx: Transaction, found: ReadPackage, ticket: string | null | undefined) {
  if (ticket === undefined) return found.ticketId;
  return ticket === null ? null : (await findRelease(tx, found.workspaceId, ticket)).id;
}

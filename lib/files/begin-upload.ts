import { sql } from "drizzle-orm";
import { z } from "zod";
import { upload } from "@/db/schema";
import { Forbidden, NoRoom, TooLarge, TooMany } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import type { Actor, Transaction } from "@/lib/tenancy/actor";
import { cleanFileName } from "./file-name";
import { getStorage } from "./storage";
import { allowances, reservedRoom, UploadId } from "./upload";
import { purposes, type UploadPurpose } from "./upload-purpose";
import { countWaitingUploads, getMaximumSize } from "./upload-queries";

const BeginUploadInput = z.strictObject({
  id: UploadId,
  name: z.string().max(4000),
  size: z.int().min(0),
  purpose: z.enum(purposes).default("attachment"),
});

/** Announces a file that is about to come, which is its creator's alone. Throws Forbidden, TooLarge, TooMany or NoRoom. */
export async function beginUpload(actor: Actor, input: z.input<typeof BeginUploadInput>) {
  const { id, name, size, purpose } = BeginUploadInput.parse(input);
  return actor.transaction(async (tx) => {
    if ((await getRights(tx)).memberships.length === 0) throw new Forbidden();
    await ensureFits(tx, size, purpose);
    const [begun] = await tx
      .insert(upload)
      .values({
        id,
        accountId: tx.asking.accountId!,
        name: cleanFileName(name),
        size,
        purpose,
        expiresAt: sql`now() + make_interval(hours => ${allowances[purpose].hours})` as never,
      })
      .returning();
    return begun!;
  });
}

async function ensureFits(tx: Transaction, size: number, purpose: UploadPurpose) {
  const maximum = await getMaximumSize(tx, purpose);
  const { most } = allowances[purpose];
  if (size > maximum) throw new TooLarge("file-too-large", { maximum });
  if ((await countWaitingUploads(tx, purpose)) >= most) throw new TooMany("too-many-uploads", { most });
  // It is received, then copied into the store: for a moment there are two of it.
  if ((await getStorage().room()) - reservedRoom < 2 * size) throw new NoRoom("disk-full");
}

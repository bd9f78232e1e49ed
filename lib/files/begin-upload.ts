import { sql } from "drizzle-orm";
import { z } from "zod";
import { upload } from "@/db/schema";
import { Forbidden, NoRoom, TooLarge, TooMany } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import type { Actor, Transaction } from "@/lib/tenancy/actor";
import { cleanFileName } from "./file-name";
import { getStorage } from "./storage";
import { mostWaiting, reservedRoom, resumableHours, UploadId } from "./upload";
import { countWaitingUploads, getMaximumSize } from "./upload-queries";

const BeginUploadInput = z.strictObject({
  id: UploadId,
  name: z.string().max(4000),
  size: z.int().min(0),
});

/** Announces a file that is about to come, which is its creator's alone. Throws Forbidden, TooLarge, TooMany or NoRoom. */
export async function beginUpload(actor: Actor, input: z.input<typeof BeginUploadInput>) {
  const { id, name, size } = BeginUploadInput.parse(input);
  return actor.transaction(async (tx) => {
    if ((await getRights(tx)).memberships.length === 0) throw new Forbidden();
    await ensureFits(tx, size);
    const [begun] = await tx
      .insert(upload)
      .values({
        id,
        accountId: tx.asking.accountId!,
        name: cleanFileName(name),
        size,
        expiresAt: sql`now() + make_interval(hours => ${resumableHours})` as never,
      })
      .returning();
    return begun!;
  });
}

async function ensureFits(tx: Transaction, size: number) {
  const maximum = await getMaximumSize(tx);
  if (size > maximum) throw new TooLarge("file-too-large", { maximum });
  if ((await countWaitingUploads(tx)) >= mostWaiting) throw new TooMany("too-many-uploads", { most: mostWaiting });
  // It is received, then copied into the store: for a moment there are two of it.
  if ((await getStorage().room()) - reservedRoom < 2 * size) throw new NoRoom("disk-full");
}

import { and, count, eq, gt, isNull, sql } from "drizzle-orm";
import { setting, upload } from "@/db/schema";
import { NotFound } from "@/lib/access/refusals";
import type { Transaction } from "@/lib/tenancy/actor";
import { defaultMaximumSize, maximumSizeSetting, UploadId } from "./upload";

/** The asking person's own upload. Throws NotFound: somebody else's, or one that expired, does not exist. */
export async function getUpload(tx: Transaction, id: string) {
  if (!UploadId.safeParse(id).success) throw new NotFound();
  const [found] = await tx
    .select()
    .from(upload)
    .where(and(eq(upload.id, id), gt(upload.expiresAt, sql`now()`)));
  if (!found) throw new NotFound();
  return found;
}

/** How many files of the asking person wait to be attached, finished or not. */
export async function countWaitingUploads(tx: Transaction): Promise<number> {
  const [found] = await tx.select({ waiting: count() }).from(upload).where(isNull(upload.takenAt));
  return found!.waiting;
}

/** The largest size of a file, in bytes. */
export async function getMaximumSize(tx: Transaction): Promise<number> {
  const [found] = await tx.select({ value: setting.value }).from(setting).where(eq(setting.key, maximumSizeSetting));
  return typeof found?.value === "number" && found.value > 0 ? found.value : defaultMaximumSize;
}

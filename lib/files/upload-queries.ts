import { and, count, eq, gt, isNull, sql } from "drizzle-orm";
import { setting, upload } from "@/db/schema";
import { NotFound } from "@/lib/access/refusals";
import type { Transaction } from "@/lib/tenancy/actor";
import { allowances, UploadId } from "./upload";
import type { UploadPurpose } from "./upload-purpose";

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

/** How many files of the asking person wait to be taken for that purpose, finished or not. */
export async function countWaitingUploads(tx: Transaction, purpose: UploadPurpose): Promise<number> {
  const [found] = await tx
    .select({ waiting: count() })
    .from(upload)
    .where(and(isNull(upload.takenAt), eq(upload.purpose, purpose)));
  return found!.waiting;
}

/** The largest size of a file, in bytes. */
export async function getMaximumSize(tx: Transaction, purpose: UploadPurpose = "attachment"): Promise<number> {
  const allowance = allowances[purpose];
  const [found] = await tx.select({ value: setting.value }).from(setting).where(eq(setting.key, allowance.setting));
  return typeof found?.value === "number" && found.value > 0 ? found.value : allowance.size;
}

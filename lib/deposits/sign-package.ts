import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { depositPackage } from "@/db/schema";
import { authorizePackage } from "@/lib/access/ability";
import { Conflict, TooLarge } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { takeUploads } from "@/lib/files/take-uploads";
import { UploadId } from "@/lib/files/upload";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { largestSignature } from "./kinds";
import { PackageId } from "./package";
import { getPackage, lockPackage } from "./package-queries";

export const SignPackageInput = z.strictObject({ package: PackageId, upload: UploadId });

/** Keeps a signature file beside a package, once. Throws NotFound, Forbidden, Invalid (upload), TooLarge or Conflict (signed already). */
export async function signPackage(actor: Actor, input: z.input<typeof SignPackageInput>) {
  const asked = SignPackageInput.parse(input);
  return actor.transaction(async (tx) => {
    const found = await lockPackage(tx, asked.package);
    authorizePackage(await getRights(tx), "deposit", found);
    if (found.signatureStorageKey) throw new Conflict("package-signed");
    const [file] = await takeUploads(tx, [asked.upload]);
    const { name, size, sha256, storageKey } = file!;
    if (size > largestSignature) throw new TooLarge("file-too-large", { maximum: largestSignature });
    const { workspaceId, id } = found;
    await tx
      .update(depositPackage)
      .set({ signatureName: name, signatureSize: size, signatureSha256: sha256, signatureStorageKey: storageKey })
      .where(and(eq(depositPackage.workspaceId, workspaceId), eq(depositPackage.id, id)));
    await recordEvent(tx, { type: "package.signed", workspaceId, packageId: id, payload: { name, sha256 } });
    return getPackage(tx, id);
  });
}

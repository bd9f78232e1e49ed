import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { beneficiary, workspace } from "@/db/schema";
import { authorizePlatform } from "@/lib/access/ability";
import { Conflict } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import { type Actor, PLATFORM_ID, type Transaction } from "@/lib/tenancy/actor";
import { refuseOn } from "@/lib/tenancy/constraint";
import { getBeneficiary } from "./beneficiary-queries";
import { archival, differences } from "./differences";
import { Name } from "./workspace";
import { lockAdministration } from "./workspace-queries";

export const ChangeBeneficiaryInput = z.strictObject({
  beneficiary: z.uuid(),
  name: Name.optional(),
  archived: z.boolean().optional(),
});

/** Renames, archives or restores a beneficiary. Throws NotFound, Forbidden or Conflict (name taken, open workspaces). */
export async function changeBeneficiary(actor: Actor, input: z.input<typeof ChangeBeneficiaryInput>) {
  const asked = ChangeBeneficiaryInput.parse(input);
  return actor.transaction(async (tx) => {
    await lockAdministration(tx, PLATFORM_ID);
    const read = await getBeneficiary(tx, asked.beneficiary);
    authorizePlatform(await getRights(tx));
    if (asked.archived && !read.archivedAt) await ensureNoOpenWorkspace(tx, read.id);
    const changed = differences(read, asked, ["name", "archived"]);
    if (Object.keys(changed).length === 0) return read;
    const { name = read.name, archived } = asked;
    await refuseOn(tx, "unique", new Conflict("name-taken"), (inner) =>
      inner
        .update(beneficiary)
        .set({ name, ...archival(archived, read) })
        .where(eq(beneficiary.id, read.id)),
    );
    await recordEvent(tx, {
      type: "beneficiary.changed",
      workspaceId: PLATFORM_ID,
      payload: { beneficiaryId: read.id, name: read.name, changed },
    });
    return getBeneficiary(tx, read.id);
  });
}

async function ensureNoOpenWorkspace(tx: Transaction, beneficiaryId: string) {
  const open = await tx.$count(
    workspace,
    and(eq(workspace.beneficiaryId, beneficiaryId), isNull(workspace.archivedAt)),
  );
  if (open > 0) throw new Conflict("open-workspaces", null, { count: open });
}

import { z } from "zod";
import { beneficiary } from "@/db/schema";
import { authorizePlatform } from "@/lib/access/ability";
import { Conflict } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import { type Actor, PLATFORM_ID } from "@/lib/tenancy/actor";
import { Name } from "./workspace";

export const CreateBeneficiaryInput = z.strictObject({ name: Name });

/** Adds a ministry or an agency that places orders. Throws Forbidden or Conflict (a beneficiary has that name). */
export async function createBeneficiary(actor: Actor, input: z.input<typeof CreateBeneficiaryInput>) {
  const asked = CreateBeneficiaryInput.parse(input);
  return actor.transaction(async (tx) => {
    authorizePlatform(await getRights(tx));
    const [created] = await tx.insert(beneficiary).values(asked).onConflictDoNothing().returning();
    if (!created) throw new Conflict("name-taken");
    await recordEvent(tx, {
      type: "beneficiary.created",
      workspaceId: PLATFORM_ID,
      payload: { beneficiaryId: created.id, name: created.name },
    });
    return created;
  });
}

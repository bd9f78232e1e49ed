import { z } from "zod";
import { dashboard } from "@/db/schema";
import { statisticsScope } from "@/lib/access/ability";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import { type Actor, PLATFORM_ID, type Transaction } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";
import { type Card, DashboardName } from "./dashboard";

const CreateInput = z.strictObject({ name: DashboardName });

/** Makes an empty dashboard, one's own. Throws Forbidden for whoever may read no statistics. */
export async function createDashboard(actor: Actor, input: z.input<typeof CreateInput>) {
  const { name } = CreateInput.parse(input);
  return actor.transaction(async (tx) => {
    statisticsScope(await getRights(tx));
    return { id: await insertDashboard(tx, name, []) };
  });
}

/** The row and its line. */
export async function insertDashboard(tx: Transaction, name: string, cards: Card[]): Promise<string> {
  const id = newIdentifier();
  await tx.insert(dashboard).values({ id, accountId: tx.asking.accountId!, name, cards });
  await recordEvent(tx, {
    type: "dashboard.created",
    workspaceId: PLATFORM_ID,
    payload: { dashboardId: id, name, cards },
  });
  return id;
}

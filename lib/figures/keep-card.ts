import { z } from "zod";
import { statisticsScope } from "@/lib/access/ability";
import { Invalid } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import type { Actor } from "@/lib/tenancy/actor";
import { insertDashboard } from "./create-dashboard";
import { Card, DashboardName, mostCards } from "./dashboard";
import { lockDashboard } from "./dashboard-queries";
import { writeDashboard } from "./write-dashboard";

const KeepInput = Card.extend({
  /** One of one's own; a new one when it is empty. */
  dashboard: z.union([z.guid(), z.literal("")]).default(""),
  /** The name of the new one. */
  name: DashboardName.optional(),
});

/** Keeps a figure on a dashboard, the last of its cards. Throws NotFound, Forbidden, or Invalid when it holds enough already. */
export async function keepCard(actor: Actor, input: z.input<typeof KeepInput>) {
  const { dashboard: id, name, ...card } = KeepInput.parse(input);
  return actor.transaction(async (tx) => {
    statisticsScope(await getRights(tx));
    if (id === "") return { id: await insertDashboard(tx, name ?? card.title, [card]) };
    const read = await lockDashboard(tx, id);
    if (read.cards.length >= mostCards) throw new Invalid("dashboard-full", "dashboard", { most: mostCards });
    await writeDashboard(tx, read, { cards: [...read.cards, card] });
    return { id };
  });
}

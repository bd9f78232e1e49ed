import { z } from "zod";
import { NotFound } from "@/lib/access/refusals";
import type { Actor } from "@/lib/tenancy/actor";
import { lockDashboard } from "./dashboard-queries";
import { writeDashboard } from "./write-dashboard";

const RemoveInput = z.strictObject({
  dashboard: z.guid(),
  version: z.coerce.number().int(),
  place: z.coerce.number().int().min(0),
});

/** Takes a card away from a dashboard, by its place in the version read. Throws NotFound, Forbidden or Conflict. */
export async function removeCard(actor: Actor, input: z.input<typeof RemoveInput>) {
  const { dashboard: id, version, place } = RemoveInput.parse(input);
  return actor.transaction(async (tx) => {
    const read = await lockDashboard(tx, id, version);
    if (place >= read.cards.length) throw new NotFound();
    await writeDashboard(tx, read, { cards: read.cards.toSpliced(place, 1) });
  });
}

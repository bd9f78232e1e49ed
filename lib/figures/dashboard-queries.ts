import { and, asc, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { dashboard } from "@/db/schema";
import { authorizeDashboard } from "@/lib/access/ability";
import { Conflict, NotFound } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import type { Transaction } from "@/lib/tenancy/actor";
import { Card, type Dashboard } from "./dashboard";

/** The asking person's own dashboards, and those that are shared where he reads statistics. */
export async function listDashboards(tx: Transaction): Promise<Dashboard[]> {
  const rows = await tx
    .select()
    .from(dashboard)
    .where(isNull(dashboard.archivedAt))
    .orderBy(asc(dashboard.name), asc(dashboard.id));
  return rows.map(readCards);
}

/** Throws NotFound. */
export async function getDashboard(tx: Transaction, id: string): Promise<Dashboard> {
  const [found] = z.guid().safeParse(id).success
    ? await tx
        .select()
        .from(dashboard)
        .where(and(eq(dashboard.id, id), isNull(dashboard.archivedAt)))
    : [];
  if (!found) throw new NotFound("unknown-dashboard");
  return readCards(found);
}

/** One's own, as it was read, until the transaction ends. Throws NotFound, Forbidden or Conflict. */
export async function lockDashboard(tx: Transaction, id: string, version?: number): Promise<Dashboard> {
  authorizeDashboard(await getRights(tx), await getDashboard(tx, id));
  await tx.select({ id: dashboard.id }).from(dashboard).where(eq(dashboard.id, id)).for("update");
  const locked = await getDashboard(tx, id);
  if (version !== undefined && locked.version !== version) throw new Conflict("stale", locked);
  return locked;
}

/** A card that is no longer understood is left out: its figure may have gone since it was kept. */
function readCards(row: typeof dashboard.$inferSelect): Dashboard {
  const cards = z.array(z.unknown()).catch([]).parse(row.cards);
  return { ...row, cards: cards.flatMap((card) => Card.safeParse(card).data ?? []) };
}

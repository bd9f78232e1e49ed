import { mayReadStatistics, readableTime, statisticsScope } from "@/lib/access/ability";
import { NotFound } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { findScopeKeys, listPartlyCovered } from "@/lib/figures/coverage-queries";
import type { Card } from "@/lib/figures/dashboard";
import { getDashboard } from "@/lib/figures/dashboard-queries";
import { isTime } from "@/lib/figures/definitions";
import { previousPeriod } from "@/lib/figures/period";
import { readStatistics } from "@/lib/figures/statistics";
import type { Transaction } from "@/lib/tenancy/actor";
import { listMyWorkspaces } from "@/lib/tickets/choice-queries";
import { readAddress } from "../../_ui/address";
import type { ReadCard } from "./dashboard-card";

/** A dashboard as its reader sees it: its figures are counted with his rights, not with its author's. Throws NotFound. */
export async function readDashboard(tx: Transaction, id: string) {
  if (!mayReadStatistics(await getRights(tx))) throw new NotFound();
  const dashboard = await getDashboard(tx, id);
  const scopeKeys = await findScopeKeys(tx);
  const cards: ReadCard[] = [];
  for (const card of dashboard.cards) cards.push(await readCard(tx, card, scopeKeys));
  return { dashboard, cards, partly: await listPartlyCovered(tx), workspaces: await listMyWorkspaces(tx) };
}

async function readCard(tx: Transaction, card: Card, scopeKeys: string[] | null): Promise<ReadCard> {
  const rights = await getRights(tx);
  const time = readableTime(rights, statisticsScope(rights));
  const address = readAddress(Object.fromEntries(new URLSearchParams(card.query)));
  const ground = { query: address.query, scopeKeys };
  const known = !isTime(card.figure) || (card.figure === "realTime" ? time.real : time.accounted);
  if (!known) return { card, ground, read: null };
  // One figure, as it went or by one grouping: the rest is on its page.
  const question = { ...address.question, group: address.group ? [address.group] : [], figures: [card.figure] };
  const table = await readStatistics(tx, { ...question, by: address.group ? undefined : question.by });
  const before = await readStatistics(tx, { ...question, by: undefined, group: [], ...previousPeriod(address.period) });
  return { card, ground, read: { table, before } };
}

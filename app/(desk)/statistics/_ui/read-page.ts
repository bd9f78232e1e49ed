import { look } from "@/app/_doors/look";
import type { Viewer } from "@/app/_doors/session";
import { mayExport, readableTime, statisticsScope } from "@/lib/access/ability";
import { readBreakdowns } from "@/lib/figures/breakdown-queries";
import { findScopeKeys, listPartlyCovered } from "@/lib/figures/coverage-queries";
import { listDashboards } from "@/lib/figures/dashboard-queries";
import type { FigureName } from "@/lib/figures/definitions";
import { previousPeriod } from "@/lib/figures/period";
import type { Dimension } from "@/lib/figures/question";
import { readStatistics } from "@/lib/figures/statistics";
import type { Transaction } from "@/lib/tenancy/actor";
import {
  listCategoryCodes,
  listMyWorkspaces,
  listReadableProjects,
  listStatusCodes,
} from "@/lib/tickets/choice-queries";
import type { Address } from "./address";

/** The groupings that the overview shows by itself. */
const overview: Dimension[] = ["kind", "category", "priority", "project"];

/** What the cards compare with the period before. */
const onCards: FigureName[] = [
  "opened",
  "resolved",
  "backlog",
  "reopened",
  "answerMedian",
  "resolutionMedian",
  "accountedTime",
];

const mostProjects = 200;

/** All that the page shows, in one transaction. */
export function readPage(viewer: Viewer, address: Address, more: boolean) {
  return look(viewer, async (tx) => {
    const { question, period } = address;
    const table = await readStatistics(tx, question);
    const compared = table.figures.filter((name) => onCards.includes(name));
    const whole = { ...question, by: undefined, group: [], figures: compared, ...previousPeriod(period) };
    const before = await readStatistics(tx, whole);
    const breakdowns = address.group ? [] : await readBreakdowns(tx, question, overview);
    return {
      table,
      before,
      breakdowns,
      partly: await listPartlyCovered(tx),
      scopeKeys: await findScopeKeys(tx),
      dashboards: (await listDashboards(tx)).filter(({ accountId }) => accountId === viewer.account.id),
      choices: await readChoices(tx, viewer, more),
      exports: mayExport(viewer.rights),
    };
  });
}

async function readChoices(tx: Transaction, { rights }: Viewer, more: boolean) {
  return {
    projects: await listReadableProjects(tx, mostProjects),
    workspaces: more ? await listMyWorkspaces(tx) : [],
    statuses: more ? await listStatusCodes(tx) : null,
    categories: more ? await listCategoryCodes(tx) : null,
    time: readableTime(rights, statisticsScope(rights)).accounted,
  };
}

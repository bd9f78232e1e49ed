import type { NavigationEntry } from "@/app/_ui/frame/navigation-entry";
import { mayAdminister, type WorkspaceAction, workspacesWhere } from "@/lib/access/ability";
import type { Rights } from "@/lib/access/rights";

type Key = NavigationEntry["key"];

/** What a person must be able to do, somewhere, for a page of the desk to be worth a visit. "platform": administer it. */
const needs: Partial<Record<Key, (WorkspaceAction | "platform")[]>> = {
  approvals: ["decideApprovals"],
  statistics: ["readStatistics"],
  items: ["readItems"],
  deposits: ["readDeposits"],
  exports: ["export", "platform"],
  quarantine: ["reviewMails", "platform"],
  outbox: ["reviewMails", "platform"],
  beneficiaries: ["platform"],
  workspaces: ["platform", "manageSettings", "manageMembers"],
  projects: ["platform", "manageSettings", "manageMembers"],
  accounts: ["platform"],
  profiles: ["platform", "manageSettings"],
  categories: ["platform", "manageSettings"],
  priorities: ["platform", "manageSettings"],
  statuses: ["platform", "manageSettings"],
  journal: ["platform", "readJournal"],
  mailboxes: ["platform"],
  settings: ["platform"],
};

/** Which entries of the navigation to show this person; each page decides again by itself. */
export function waysIn(rights: Rights): (key: Key) => boolean {
  return (key) =>
    needs[key]?.some((need) =>
      need === "platform" ? mayAdminister(rights) : workspacesWhere(rights, need).length > 0,
    ) ?? true;
}

import type { Registry } from "@/app/_doors/api/describe-operations";
import type { Operation } from "@/app/_doors/api/operation";
import * as accounts from "./accounts";
import * as aliases from "./aliases";
import * as approvals from "./approvals";
import * as attachments from "./attachments";
import * as beneficiaries from "./beneficiaries";
import * as calendar from "./calendar";
import * as changes from "./changes";
import * as choices from "./choices";
import * as contacts from "./contacts";
import * as delegations from "./delegations";
import * as deposits from "./deposits";
import { described } from "./described";
import * as events from "./events";
import * as exports from "./exports";
import * as fields from "./fields";
import * as grants from "./grants";
import * as imports from "./item-imports";
import * as items from "./items";
import * as links from "./links";
import * as mails from "./mails";
import * as majors from "./major-incidents";
import * as memberships from "./memberships";
import * as messages from "./messages";
import * as desk from "./operations";
import * as packageLinks from "./package-links";
import * as participants from "./participants";
import * as problems from "./problems";
import * as projects from "./projects";
import * as relations from "./relations";
import * as releases from "./releases";
import * as statistics from "./statistics";
import * as tasks from "./tasks";
import * as actions from "./ticket-actions";
import * as tickets from "./tickets";
import * as time from "./time";
import * as tokens from "./tokens";
import * as workflows from "./workflows";
import * as workspaces from "./workspaces";

const ofTickets = [
  tickets,
  actions,
  messages,
  events,
  attachments,
  participants,
  links,
  tasks,
  desk,
  majors,
  problems,
  time,
  approvals,
  delegations,
  changes,
];
const ofPlans = [calendar, releases];
const ofItems = [items, imports, relations];
const ofDeposits = [deposits, packageLinks];
const ofFigures = [statistics, exports];
const ofMail = [mails];
const ofAdministration = [
  workspaces,
  choices,
  workflows,
  fields,
  memberships,
  projects,
  contacts,
  grants,
  beneficiaries,
];
const ofAccounts = [accounts, aliases, tokens];

/** Every operation of the API, in the order of its description. The routes serve these, and a test holds both together. */
export const operations: Operation[] = [
  ...ofTickets,
  ...ofPlans,
  ...ofItems,
  ...ofDeposits,
  ...ofFigures,
  ...ofMail,
  ...ofAdministration,
  ...ofAccounts,
].flatMap((resource) => Object.values(resource).filter(isOperation));

export const registry: Registry = { operations, described };

function isOperation(exported: unknown): exported is Operation {
  return typeof exported === "object" && exported !== null && "method" in exported && "run" in exported;
}

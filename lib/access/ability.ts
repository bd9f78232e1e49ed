import { AbilityBuilder, createMongoAbility, type ForcedSubject, type MongoAbility, subject } from "@casl/ability";
import type { Permission } from "./permissions";
import { Forbidden } from "./refusals";
import type { Rights } from "./rights";

/** What can be done to a ticket that one sees. */
export const ticketActions = [
  "reply",
  "attach",
  "watch",
  "confirm",
  "reopen",
  "cancel",
  "change",
  "advance",
  "assign",
  "move",
  "link",
  "merge",
  "addParticipant",
  "writeNote",
  "readNotes",
  "decide",
  "readTime",
  "readRealTime",
  "writeTime",
] as const;

export type TicketAction = (typeof ticketActions)[number];

/** What can be done in a workspace, and on the platform as a whole. */
export type WorkspaceAction =
  | "open"
  | "openForOthers"
  | "manageMembers"
  | "manageSettings"
  | "readJournal"
  | "reviewMails"
  | "freeze"
  | "decideApprovals"
  | "export"
  | "readStatistics"
  | "readItems"
  | "writeItems"
  | "readDeposits";

export type PlatformAction = "administer";

type MessageAction = "takeBack";

type TaskAction = "complete";

type DashboardAction = "keep";
type ItemAction = "write";

/** What can be done to the packages of a project. */
export type PackageAction = "read" | "deposit" | "verify" | "validate" | "install" | "withdraw";

/** The facts about a ticket on which its rights depend. */
export interface TicketStanding {
  workspaceId: string;
  projectId: string;
  requesterId: string;
  phase: string;
  /** Whether the asking account takes part in it (requester, assignee or watcher). */
  takesPart: boolean;
}

/** The facts about a configuration item on which its rights depend. */
export interface ItemStanding {
  workspaceId: string;
  /** Null: of the whole workspace. */
  projectId: string | null;
  /** Of the platform, and the asking account's to write, as PostgreSQL says, which alone knows where it is shared. */
  writableAtPlatform?: boolean;
}

/** Where a package stands. */
export interface PackageStanding {
  workspaceId: string;
  projectId: string;
}

type Subjects =
  | "Platform"
  | (TicketStanding & ForcedSubject<"Ticket">)
  | ({ workspaceId: string } & ForcedSubject<"Workspace">)
  | ({ authorId: string } & ForcedSubject<"Message">)
  | ({ assigneeId: string | null } & ForcedSubject<"Task">)
  | ({ accountId: string } & ForcedSubject<"Dashboard">)
  | (ItemStanding & ForcedSubject<"Item">)
  | (PackageStanding & ForcedSubject<"Package">)
  | "Ticket"
  | "Workspace"
  | "Message"
  | "Task"
  | "Item"
  | "Dashboard"
  | "Package";
export type Ability = MongoAbility<
  [
    (
      | TicketAction
      | WorkspaceAction
      | PlatformAction
      | MessageAction
      | TaskAction
      | DashboardAction
      | ItemAction
      | PackageAction
    ),
    Subjects,
  ]
>;

const workspaceActionOf: Partial<Record<Permission, WorkspaceAction[]>> = {
  "tickets.open": ["open"],
  "tickets.writeAll": ["openForOthers", "freeze"],
  "members.manage": ["manageMembers"],
  "settings.manage": ["manageSettings", "freeze"],
  "journal.read": ["readJournal"],
  "mails.review": ["reviewMails"],
  "approvals.decide": ["decideApprovals"],
  "exports.run": ["export"],
  "statistics.read": ["readStatistics"],
  "items.read": ["readItems"],
  "items.write": ["writeItems"],
  "deposits.read": ["readDeposits"],
};

const known = new WeakMap<Rights, Ability>();

/** The one place where permissions, grants and one's own tickets become what may be done. */
export function abilityOf(rights: Rights): Ability {
  let ability = known.get(rights);
  if (!ability) {
    ability = buildAbility(rights);
    known.set(rights, ability);
  }
  return ability;
}

/** Throws Forbidden unless the rights allow `action` on the ticket. */
export function authorizeTicket(rights: Rights, action: TicketAction, ticket: TicketStanding) {
  if (!mayTicket(rights, action, ticket)) throw new Forbidden();
}

/** Throws Forbidden unless the rights allow `action` in the workspace. */
export function authorizeWorkspace(rights: Rights, action: WorkspaceAction, workspaceId: string) {
  if (!mayWorkspace(rights, action, workspaceId)) throw new Forbidden();
}

/** Throws Forbidden unless the message is the asking account's own. */
export function authorizeTakingBack(rights: Rights, { authorId }: { authorId: string }) {
  if (abilityOf(rights).cannot("takeBack", subject("Message", { authorId }))) throw new Forbidden();
}

/** Whether a task may be said to be done: by who works on its ticket, and by whoever it was given to. */
export function mayCompleteTask(rights: Rights, ticket: TicketStanding, { assigneeId }: { assigneeId: string | null }) {
  return mayTicket(rights, "change", ticket) || abilityOf(rights).can("complete", subject("Task", { assigneeId }));
}

/** Throws Forbidden unless the rights allow the item to be changed. */
export function authorizeItem(rights: Rights, item: ItemStanding) {
  if (!mayWriteItem(rights, item)) throw new Forbidden();
}

export function mayWriteItem(rights: Rights, { workspaceId, projectId, writableAtPlatform = false }: ItemStanding) {
  return abilityOf(rights).can("write", subject("Item", { workspaceId, projectId, writableAtPlatform }));
}

/** Throws Forbidden unless the rights allow `action` on the packages of that project. */
export function authorizePackage(rights: Rights, action: PackageAction, standing: PackageStanding) {
  if (!mayPackage(rights, action, standing)) throw new Forbidden();
}

export function mayPackage(
  rights: Rights,
  action: PackageAction,
  { workspaceId, projectId }: PackageStanding,
): boolean {
  return abilityOf(rights).can(action, subject("Package", { workspaceId, projectId }));
}

/** Whether they let one lay an item of the platform's own, which can be shared with workspaces afterwards. */
export function mayAddPlatformItems(rights: Rights): boolean {
  return mayAdminister(rights) || workspacesWhere(rights, "writeItems").length > 0;
}

/** Throws Forbidden unless the asking account administers the platform. */
export function authorizePlatform(rights: Rights) {
  if (!mayAdminister(rights)) throw new Forbidden();
}

export function mayAdminister(rights: Rights): boolean {
  return abilityOf(rights).can("administer", "Platform");
}

export function mayTicket(rights: Rights, action: TicketAction, ticket: TicketStanding): boolean {
  // Spread: CASL marks the object that it is given.
  return abilityOf(rights).can(action, subject("Ticket", { ...ticket }));
}

export function mayWorkspace(rights: Rights, action: WorkspaceAction, workspaceId: string): boolean {
  return abilityOf(rights).can(action, subject("Workspace", { workspaceId }));
}

/** What this person may do to this ticket now: the screen draws these and no others. */
export function allowedActions(rights: Rights, ticket: TicketStanding): TicketAction[] {
  return ticketActions.filter((action) => mayTicket(rights, action, ticket));
}

/** Whether these rights show tickets that are somebody else's, or let one run something: the desk is for those, the portal for the others. */
export function worksAtDesk(rights: Rights): boolean {
  const beyondOneself: Permission[] = [
    "tickets.readAll",
    "members.manage",
    "settings.manage",
    "mails.review",
    "journal.read",
  ];
  return (
    rights.platformAdministrator ||
    rights.grants.length > 0 ||
    rights.memberships.some((m) => beyondOneself.some((permission) => m.permissions.includes(permission)))
  );
}

/** Whether these rights let one work on tickets of others somewhere. */
export function servesTickets(rights: Rights): boolean {
  return (
    rights.grants.some((grant) => grant.level === "write") ||
    rights.memberships.some((m) => m.permissions.includes("tickets.writeAll"))
  );
}

/** The workspaces in which these rights allow `action`. */
export function workspacesWhere(rights: Rights, action: WorkspaceAction): string[] {
  return rights.memberships.map((m) => m.workspaceId).filter((id) => mayWorkspace(rights, action, id));
}

/** Where these rights let one export what one reads there; null: wherever one reads. Throws Forbidden when it is nowhere. */
export function exportScope(rights: Rights): string[] | null {
  if (mayAdminister(rights)) return null;
  const scope = workspacesWhere(rights, "export");
  if (scope.length === 0) throw new Forbidden("exports-not-allowed");
  return scope.length === rights.memberships.length ? null : scope;
}

/** Where they let one read figures of what one reads there; null: wherever one reads. Throws Forbidden when it is nowhere. */
export function statisticsScope(rights: Rights): string[] | null {
  const scope = workspacesWhere(rights, "readStatistics");
  if (scope.length === 0) throw new Forbidden("statistics-not-allowed");
  return scope.length === rights.memberships.length ? null : scope;
}

/** Whether they let one read figures somewhere. */
export function mayReadStatistics(rights: Rights): boolean {
  return workspacesWhere(rights, "readStatistics").length > 0;
}

/** Throws Forbidden unless the dashboard is the asking account's own. */
export function authorizeDashboard(rights: Rights, { accountId }: { accountId: string }) {
  if (abilityOf(rights).cannot("keep", subject("Dashboard", { accountId }))) throw new Forbidden("not-your-dashboard");
}

/** Which time they let one read, in some of these workspaces at least; all of one's own when they are not named. */
export function readableTime(rights: Rights, workspaceIds: string[] | null): { accounted: boolean; real: boolean } {
  const within = rights.memberships.filter(({ workspaceId }) => !workspaceIds || workspaceIds.includes(workspaceId));
  const accounted = within.filter(({ permissions }) => permissions.includes("time.readAccounted"));
  return {
    accounted: accounted.length > 0,
    real: accounted.some(({ permissions }) => permissions.includes("time.readReal")),
  };
}

/** Whether they let one export something. */
export function mayExport(rights: Rights): boolean {
  return mayAdminister(rights) || workspacesWhere(rights, "export").length > 0;
}

/** Whether they let one export what one reads in that workspace. */
export function mayExportFrom(rights: Rights, workspaceId: string): boolean {
  return mayWorkspace(rights, "export", workspaceId);
}

function buildAbility(rights: Rights): Ability {
  const { can, build } = new AbilityBuilder<Ability>(createMongoAbility);
  const holding = (permission: Permission) =>
    rights.memberships.filter((m) => m.permissions.includes(permission)).map((m) => m.workspaceId);

  for (const [permission, actions] of Object.entries(workspaceActionOf))
    can(actions, "Workspace", { workspaceId: { $in: holding(permission as Permission) } });

  const writing: TicketAction[] = [
    "reply",
    "attach",
    "change",
    "advance",
    "move",
    "link",
    "addParticipant",
    "reopen",
    "cancel",
  ];
  const writable = rights.grants.filter((grant) => grant.level === "write").map((grant) => grant.projectId);
  can(writing, "Ticket", { workspaceId: { $in: holding("tickets.writeAll") } });
  can(writing, "Ticket", { projectId: { $in: writable } });
  can("assign", "Ticket", { workspaceId: { $in: holding("tickets.assign") } });
  can("readNotes", "Ticket", { workspaceId: { $in: holding("notes.read") } });
  can("decide", "Ticket", { workspaceId: { $in: holding("approvals.decide") } });
  const reading = holding("notes.read");
  // A thread is joined to another, or taken apart, by who reads all of it.
  can("merge", "Ticket", { workspaceId: { $in: holding("tickets.writeAll").filter((id) => reading.includes(id)) } });
  can("merge", "Ticket", { projectId: { $in: writable }, workspaceId: { $in: reading } });
  // Nobody writes what he could not read again.
  can("writeNote", "Ticket", { workspaceId: { $in: holding("notes.write").filter((id) => reading.includes(id)) } });
  const readingTime = holding("time.readAccounted");
  can("readTime", "Ticket", { workspaceId: { $in: readingTime } });
  const readingReal = holding("time.readReal").filter((id) => readingTime.includes(id));
  can("readRealTime", "Ticket", { workspaceId: { $in: readingReal } });
  can("writeTime", "Ticket", { workspaceId: { $in: holding("time.write").filter((id) => readingTime.includes(id)) } });
  can("watch", "Ticket");

  const keeping = holding("items.write");
  const writingAll = holding("tickets.writeAll");
  can("write", "Item", { workspaceId: { $in: keeping }, projectId: null });
  can("write", "Item", { workspaceId: { $in: keeping.filter((id) => writingAll.includes(id)) } });
  can("write", "Item", { workspaceId: { $in: keeping }, projectId: { $in: writable } });
  can("write", "Item", { writableAtPlatform: true });

  can("read", "Package", { workspaceId: { $in: holding("deposits.read") } });
  const onPackages: [Permission, PackageAction[]][] = [
    ["deposits.upload", ["deposit", "verify", "withdraw"]],
    ["deposits.install", ["verify", "validate", "install", "withdraw"]],
  ];
  for (const [permission, actions] of onPackages) {
    const there = holding(permission);
    can(actions, "Package", { workspaceId: { $in: there.filter((id) => writingAll.includes(id)) } });
    can(actions, "Package", { workspaceId: { $in: there }, projectId: { $in: writable } });
  }

  can(["reply", "attach", "advance"], "Ticket", { takesPart: true });
  const own = { requesterId: rights.accountId ?? "nobody" };
  can(["reply", "attach", "advance"], "Ticket", own);
  can("takeBack", "Message", { authorId: rights.accountId ?? "nobody" });
  can("keep", "Dashboard", { accountId: rights.accountId ?? "nobody" });
  can("complete", "Task", { assigneeId: rights.accountId ?? "nobody" });
  can("cancel", "Ticket", { ...own, phase: { $in: ["new", "open", "waiting"] } });
  can("confirm", "Ticket", { ...own, phase: "resolved" });
  can("reopen", "Ticket", { ...own, phase: { $in: ["resolved", "closed"] } });

  if (rights.platformAdministrator) {
    can("administer", "Platform");
    can(["manageMembers", "manageSettings", "readJournal", "export"], "Workspace");
  }
  return build();
}

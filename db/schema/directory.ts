import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { identifier, moment, momentNow, workspaceKey } from "./columns";

// Directory tables: who exists and who may what. They hold no client content, and jobs read them across workspaces.

export const beneficiary = pgTable("beneficiary", {
  id: identifier().primaryKey(),
  name: text().notNull().unique(),
  createdAt: momentNow(),
  archivedAt: moment(),
});

export const workspace = pgTable("workspace", {
  id: identifier().primaryKey(),
  beneficiaryId: uuid()
    .notNull()
    .references(() => beneficiary.id),
  key: text().notNull().unique(),
  name: text().notNull(),
  createdAt: momentNow(),
  archivedAt: moment(),
});

export const project = pgTable(
  "project",
  {
    workspaceId: workspaceKey().references(() => workspace.id),
    id: identifier().unique(),
    key: text().notNull().unique(),
    name: text().notNull(),
    inboundAddress: text().notNull().unique(),
    /** Under what address and with what closing lines its notices leave; null: the inbound address, no lines. */
    senderAddress: text(),
    signature: text(),
    /** For how many days an answer reopens what was resolved; a later one opens a ticket that follows it. */
    reopenDays: integer().notNull().default(30),
    createdAt: momentNow(),
    archivedAt: moment(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] })],
);

/** The last number given in a project: its row lock is what makes ticket numbers gapless. */
export const projectCounter = pgTable(
  "project_counter",
  { workspaceId: workspaceKey(), projectId: uuid().notNull(), lastNumber: integer().notNull().default(0) },
  (t) => [primaryKey({ columns: [t.workspaceId, t.projectId] }), ofProject(t)],
);

export const account = pgTable("account", {
  id: identifier().primaryKey(),
  /** Case-folded and NFC. */
  mail: text().notNull().unique(),
  name: text().notNull(),
  locale: text().notNull().default("fr"),
  timeZone: text().notNull().default("Europe/Paris"),
  /** Of which tickets this person hears by mail, and whether at once. */
  notices: text({ enum: ["all", "mine", "digest"] })
    .notNull()
    .default("all"),
  /** The hour of the digest, in the person's zone. */
  digestHour: smallint().notNull().default(8),
  /** Mails to this address that a server refused for good since one last arrived; flagged, nothing more is sent there. */
  hardBounces: integer().notNull().default(0),
  bounceReason: text(),
  mailFlaggedAt: moment(),
  platformAdministratorSince: moment(),
  createdAt: momentNow(),
  createdBy: uuid(),
  suspendedAt: moment(),
  suspendedBy: uuid(),
});

export const accountAlias = pgTable("account_alias", {
  mail: text().primaryKey(),
  accountId: uuid()
    .notNull()
    .references(() => account.id),
  createdAt: momentNow(),
});

/** Read only by the definer functions of sign-in: no role of the application may select it. */
export const credential = pgTable("credential", {
  accountId: uuid()
    .primaryKey()
    .references(() => account.id),
  passwordHash: text().notNull(),
  changedAt: momentNow(),
});

export const session = pgTable(
  "session",
  {
    id: identifier().primaryKey(),
    accountId: uuid()
      .notNull()
      .references(() => account.id),
    createdAt: momentNow(),
    lastSeenAt: momentNow(),
    expiresAt: moment().notNull(),
    endedAt: moment(),
    endedBy: uuid(),
    userAgent: text(),
    address: text(),
  },
  (t) => [index().on(t.accountId, t.createdAt)],
);

/** A personal access token of the REST API; only its SHA-256 is kept. */
export const accessToken = pgTable(
  "access_token",
  {
    id: identifier().primaryKey(),
    accountId: uuid()
      .notNull()
      .references(() => account.id),
    name: text().notNull(),
    tokenHash: text().notNull().unique(),
    createdAt: momentNow(),
    expiresAt: moment(),
    revokedAt: moment(),
    lastUsedAt: moment(),
  },
  (t) => [index().on(t.accountId)],
);

/** The private address of somebody's calendar. Its token is derived from its id, never stored. */
export const calendarFeed = pgTable(
  "calendar_feed",
  {
    id: identifier().primaryKey(),
    accountId: uuid()
      .notNull()
      .references(() => account.id),
    createdAt: momentNow(),
    revokedAt: moment(),
    lastUsedAt: moment(),
  },
  (t) => [uniqueIndex("calendar_feed_living").on(t.accountId).where(sql`${t.revokedAt} is null`)],
);

/** An invitation, a password reset or the first administrator's link. Its token is derived from its id, never stored. */
export const singleUseLink = pgTable(
  "single_use_link",
  {
    id: identifier().primaryKey(),
    kind: text({ enum: ["invitation", "reset", "first-administrator"] }).notNull(),
    accountId: uuid().references(() => account.id),
    createdAt: momentNow(),
    createdBy: uuid(),
    expiresAt: moment().notNull(),
    usedAt: moment(),
  },
  (t) => [index().on(t.accountId)],
);

/** What throttling counts and what the security log shows (no secret). */
export const signInAttempt = pgTable(
  "sign_in_attempt",
  {
    id: identifier().primaryKey(),
    at: momentNow(),
    mail: text().notNull(),
    accountId: uuid(),
    address: text().notNull(),
    userAgent: text(),
    outcome: text({ enum: ["accepted", "refused", "throttled"] }).notNull(),
  },
  (t) => [index().on(t.mail, t.at), index().on(t.address, t.at)],
);

export const profile = pgTable(
  "profile",
  {
    workspaceId: workspaceKey().references(() => workspace.id),
    id: identifier(),
    name: text().notNull(),
    /** Set on the five profiles that every workspace is born with. */
    builtIn: text(),
    permissions: text().array().notNull(),
    createdAt: momentNow(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] }), unique().on(t.workspaceId, t.name)],
);

export const membership = pgTable(
  "membership",
  {
    workspaceId: workspaceKey().references(() => workspace.id),
    accountId: uuid()
      .notNull()
      .references(() => account.id),
    profileId: uuid().notNull(),
    createdAt: momentNow(),
    createdBy: uuid(),
    endedAt: moment(),
    endedBy: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.accountId] }),
    index().on(t.accountId),
    foreignKey({ columns: [t.workspaceId, t.profileId], foreignColumns: [profile.workspaceId, profile.id] }),
  ],
);

/** A right on one project; no row means no right. */
export const projectGrant = pgTable(
  "project_grant",
  {
    workspaceId: workspaceKey(),
    projectId: uuid().notNull(),
    accountId: uuid().notNull(),
    level: text({ enum: ["read", "write"] }).notNull(),
    givenAt: momentNow(),
    givenBy: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.projectId, t.accountId] }),
    index().on(t.accountId),
    ofProject(t),
    ofMember(t.workspaceId, t.accountId),
  ],
);

type OfProject = { workspaceId: AnyPgColumn; projectId: AnyPgColumn };

/** The project of a row, in the row's own workspace. */
export const ofProject = (t: OfProject) =>
  foreignKey({ columns: [t.workspaceId, t.projectId], foreignColumns: [project.workspaceId, project.id] });

/** A member of a row's workspace: whoever left it keeps his row. */
export const ofMember = (workspaceId: AnyPgColumn, accountId: AnyPgColumn) =>
  foreignKey({ columns: [workspaceId, accountId], foreignColumns: [membership.workspaceId, membership.accountId] });

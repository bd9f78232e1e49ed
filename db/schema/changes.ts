import {
  boolean,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { identifier, moment, momentNow, workspaceKey } from "./columns";
import { ofMember, ofProject, workspace } from "./directory";
import { ofTicket } from "./tickets";

// How changes and releases are planned, decided on, installed and verified. Behind the wall, keyed (workspace_id, …).

/** A standard change: made from it, a change is approved beforehand, as its steps are. */
export const changeTemplate = pgTable(
  "change_template",
  {
    workspaceId: workspaceKey().references(() => workspace.id),
    id: identifier(),
    projectId: uuid(),
    title: text().notNull(),
    message: text().notNull(),
    fields: jsonb().$type<Record<string, string | number | boolean>>().notNull().default({}),
    /** `[{list, title}]`, as tasks are made from them. */
    steps: jsonb().notNull().default([]),
    risk: smallint().notNull().default(1),
    approvedBy: uuid().notNull(),
    approvedAt: momentNow(),
    archivedAt: moment(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] }), ofProject(t), ofMember(t.workspaceId, t.approvedBy)],
);

/** How and when a change or a release is carried out. */
export const plan = pgTable(
  "plan",
  {
    workspaceId: workspaceKey(),
    ticketId: uuid().notNull(),
    /** Null for a release. */
    type: text({ enum: ["standard", "normal", "emergency"] }),
    templateId: uuid(),
    windowStart: moment(),
    windowEnd: moment(),
    /** Why it stands within a freeze all the same. */
    windowReason: text(),
    /** The questionnaire's answers by question, and what they come to, from 1 (low) to 4. */
    riskAnswers: jsonb().$type<Record<string, number>>().notNull().default({}),
    risk: smallint(),
    review: text(),
    reviewedAt: moment(),
    reviewedBy: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.ticketId] }),
    index().on(t.windowStart, t.windowEnd),
    index().on(t.ticketId),
    ofTicket(t),
    foreignKey({
      columns: [t.workspaceId, t.templateId],
      foreignColumns: [changeTemplate.workspaceId, changeTemplate.id],
    }),
  ],
);

/** A span in which nothing may be changed: in a project, or in the whole workspace. */
export const freeze = pgTable(
  "freeze",
  {
    workspaceId: workspaceKey().references(() => workspace.id),
    id: identifier(),
    projectId: uuid(),
    title: text().notNull(),
    startsAt: moment().notNull(),
    endsAt: moment().notNull(),
    createdAt: momentNow(),
    createdBy: uuid(),
    removedAt: moment(),
    removedBy: uuid(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] }), index().on(t.workspaceId, t.startsAt), ofProject(t)],
);

/** A decision asked of named people on a ticket as it stood; `needed` of them must approve. */
export const approval = pgTable(
  "approval",
  {
    workspaceId: workspaceKey(),
    id: identifier(),
    ticketId: uuid().notNull(),
    /** What is decided: the change, or a stage of a release. */
    subject: text({ enum: ["change", "preProduction", "production"] }).notNull(),
    needed: integer().notNull(),
    /** An emergency: work begins before the decision. */
    afterTheFact: boolean().notNull().default(false),
    /** Given beforehand by the template of a standard change. */
    templateId: uuid(),
    state: text({ enum: ["pending", "approved", "refused", "lapsed", "withdrawn"] })
      .notNull()
      .default("pending"),
    /** SHA-256 of what is being approved: an edit makes it lapse. */
    fingerprint: text().notNull(),
    askedAt: momentNow(),
    askedBy: uuid().notNull(),
    dueAt: moment(),
    remindedAt: moment(),
    settledAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index().on(t.ticketId, t.askedAt),
    index().on(t.state),
    ofTicket(t),
  ],
);

/** Somebody of whom a decision is asked. */
export const approver = pgTable(
  "approver",
  { workspaceId: workspaceKey(), approvalId: uuid().notNull(), accountId: uuid().notNull() },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.approvalId, t.accountId] }),
    index().on(t.accountId),
    foreignKey({ columns: [t.workspaceId, t.approvalId], foreignColumns: [approval.workspaceId, approval.id] }),
    ofMember(t.workspaceId, t.accountId),
  ],
);

/** What an approver decided, himself or through the one he delegated to. Never rewritten: a later line supersedes. */
export const decision = pgTable(
  "decision",
  {
    workspaceId: workspaceKey(),
    id: identifier(),
    approvalId: uuid().notNull(),
    accountId: uuid().notNull(),
    decidedBy: uuid().notNull(),
    verdict: text({ enum: ["approve", "refuse"] }).notNull(),
    reason: text(),
    at: momentNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index().on(t.approvalId, t.at),
    foreignKey({
      columns: [t.workspaceId, t.approvalId, t.accountId],
      foreignColumns: [approver.workspaceId, approver.approvalId, approver.accountId],
    }),
  ],
);

/** Who decides in somebody's place, between two dates. */
export const delegation = pgTable(
  "delegation",
  {
    workspaceId: workspaceKey().references(() => workspace.id),
    id: identifier(),
    fromId: uuid().notNull(),
    toId: uuid().notNull(),
    startsOn: date({ mode: "string" }).notNull(),
    endsOn: date({ mode: "string" }).notNull(),
    createdAt: momentNow(),
    endedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index().on(t.fromId),
    index().on(t.toId),
    ofMember(t.workspaceId, t.fromId),
    ofMember(t.workspaceId, t.toId),
  ],
);

/** What happened to a release in one environment, line by line: go, no-go, installed, rolled back. */
export const stageStep = pgTable(
  "stage_step",
  {
    workspaceId: workspaceKey(),
    id: identifier(),
    ticketId: uuid().notNull(),
    environment: text({ enum: ["preProduction", "production"] }).notNull(),
    step: text({ enum: ["go", "noGo", "installed", "rolledBack"] }).notNull(),
    reason: text(),
    at: momentNow(),
    by: uuid().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] }), index().on(t.ticketId, t.at), ofTicket(t)],
);

/** The verification of a release: VA (d'aptitude) or VSR (de service régulier), its dates and its outcome. */
export const verification = pgTable(
  "verification",
  {
    workspaceId: workspaceKey(),
    id: identifier(),
    ticketId: uuid().notNull(),
    type: text({ enum: ["va", "vsr"] }).notNull(),
    startsOn: date({ mode: "string" }).notNull(),
    endsOn: date({ mode: "string" }).notNull(),
    outcome: text({ enum: ["reception", "refaction", "ajournement", "rejet"] }),
    reason: text(),
    decidedAt: moment(),
    decidedBy: uuid(),
    createdAt: momentNow(),
    createdBy: uuid(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] }), index().on(t.ticketId), ofTicket(t)],
);

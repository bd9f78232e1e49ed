import {
  boolean,
  foreignKey,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { identifier, moment, momentNow, workspaceKey } from "./columns";
import { ofProject, workspace } from "./directory";

// What a workspace's tickets are made of: contacts, categories, statuses and their moves, fields, forms. Behind the wall, keyed (workspace_id, …).

export const projectContact = pgTable(
  "project_contact",
  {
    workspaceId: workspaceKey(),
    id: identifier(),
    projectId: uuid().notNull(),
    role: text({ enum: ["moa", "moe", "amoa"] }).notNull(),
    name: text().notNull(),
    mail: text(),
    phone: text(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] }), ofProject(t)],
);

export const category = pgTable(
  "category",
  {
    workspaceId: workspaceKey().references(() => workspace.id),
    id: identifier(),
    code: text().notNull(),
    labelFr: text().notNull(),
    labelEn: text().notNull(),
    position: integer().notNull(),
    archivedAt: moment(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] }), unique().on(t.workspaceId, t.code)],
);

export const status = pgTable(
  "status",
  {
    workspaceId: workspaceKey().references(() => workspace.id),
    id: identifier(),
    kind: text({ enum: ["incident", "request", "problem", "change", "release"] }).notNull(),
    code: text().notNull(),
    labelFr: text().notNull(),
    labelEn: text().notNull(),
    phase: text({ enum: ["new", "open", "waiting", "resolved", "closed"] }).notNull(),
    /** One of the six colours of the badges; the label and the phase's sign say the same to who sees no colour. */
    colour: text({ enum: ["grey", "blue", "violet", "amber", "green", "red"] })
      .notNull()
      .default("grey"),
    /** No ticket enters it without an approval (kept by a trigger too). */
    requiresApproval: boolean().notNull().default(false),
    position: integer().notNull(),
    archivedAt: moment(),
    /** For an archived status: the one whose moves its tickets follow. */
    replacedById: uuid(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] }), unique().on(t.workspaceId, t.kind, t.code)],
);

/** Priority = impact × urgency, all three from 1 (highest) to 4. */
export const priorityRule = pgTable(
  "priority_rule",
  {
    workspaceId: workspaceKey().references(() => workspace.id),
    impact: smallint().notNull(),
    urgency: smallint().notNull(),
    priority: smallint().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.impact, t.urgency] })],
);

/** The moves of one kind, as they were from this version on; the highest version is in force. */
export const workflow = pgTable(
  "workflow",
  {
    workspaceId: workspaceKey().references(() => workspace.id),
    id: identifier(),
    kind: text({ enum: ["incident", "request", "problem", "change", "release"] }).notNull(),
    version: integer().notNull(),
    /** Statuses and moves by their codes, as lib/workflows reads them. */
    definition: jsonb().notNull(),
    createdAt: momentNow(),
    createdBy: uuid(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] }), unique().on(t.workspaceId, t.kind, t.version)],
);

/** A typed field of some kinds of tickets; its values stand in `ticket.fields` under its code, which never changes. */
export const field = pgTable(
  "field",
  {
    workspaceId: workspaceKey().references(() => workspace.id),
    id: identifier(),
    code: text().notNull(),
    labelFr: text().notNull(),
    labelEn: text().notNull(),
    type: text({ enum: ["text", "longText", "number", "date", "moment", "choice", "boolean"] }).notNull(),
    kinds: text().array().notNull(),
    /** For a choice: `[{code, labelFr, labelEn}]`. */
    choices: jsonb().notNull().default([]),
    position: integer().notNull(),
    archivedAt: moment(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] }), unique().on(t.workspaceId, t.code)],
);

/** A form of the service catalogue: what a requester fills in, and what the ticket then is. */
export const requestForm = pgTable(
  "request_form",
  {
    workspaceId: workspaceKey().references(() => workspace.id),
    id: identifier(),
    code: text().notNull(),
    labelFr: text().notNull(),
    labelEn: text().notNull(),
    descriptionFr: text().notNull().default(""),
    descriptionEn: text().notNull().default(""),
    /** Null: the requester says which project. */
    projectId: uuid(),
    kind: text({ enum: ["incident", "request", "problem", "change", "release"] })
      .notNull()
      .default("request"),
    categoryId: uuid(),
    impact: smallint().notNull().default(3),
    urgency: smallint().notNull().default(3),
    title: text().notNull().default(""),
    message: text().notNull().default(""),
    /** `[{field, required}]`, by the fields' codes, in order. */
    questions: jsonb().notNull().default([]),
    position: integer().notNull(),
    archivedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique().on(t.workspaceId, t.code),
    ofProject(t),
    foreignKey({ columns: [t.workspaceId, t.categoryId], foreignColumns: [category.workspaceId, category.id] }),
  ],
);

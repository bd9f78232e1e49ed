import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { identifier, moment, momentNow, workspaceKey } from "./columns";
import { account, ofProject, workspace } from "./directory";
import { ofTicket, ticket } from "./tickets";

// The configuration database. Behind the wall, keyed (workspace_id, …). What the contractor's platform shares among
// workspaces is of the platform's own pseudo-workspace (platform_id()), so that it can reveal none of them.

const itemStatuses = ["planned", "in-service", "maintenance", "retired"] as const;

/** What an item can be: its fields and which of them are listed. The platform's types serve every workspace. */
export const itemType = pgTable(
  "item_type",
  {
    workspaceId: workspaceKey(),
    id: identifier(),
    code: text().notNull(),
    labelFr: text().notNull(),
    labelEn: text().notNull(),
    /** `[{code, labelFr, labelEn, type, required, listed, choices}]`; of a secret only where it is kept is stored. */
    fields: jsonb().notNull().default([]),
    /** How many days before an item's expiry its owner and the agents are reminded. */
    remindDays: integer().array().notNull().default([60, 30, 7, 1]),
    position: integer().notNull(),
    archivedAt: moment(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] }), unique().on(t.workspaceId, t.code)],
);

/** How one item can stand to another, said from both ends, and which way an outage travels along it. */
export const relationType = pgTable(
  "relation_type",
  {
    workspaceId: workspaceKey(),
    id: identifier(),
    code: text().notNull(),
    labelFr: text().notNull(),
    labelEn: text().notNull(),
    reverseFr: text().notNull(),
    reverseEn: text().notNull(),
    /** `forward`: what happens to the first end touches the second. */
    impact: text({ enum: ["forward", "backward", "none"] }).notNull(),
    position: integer().notNull(),
    archivedAt: moment(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] }), unique().on(t.workspaceId, t.code)],
);

export const item = pgTable(
  "item",
  {
    workspaceId: workspaceKey(),
    id: identifier(),
    /** The workspace's own type, or the platform's. */
    typeWorkspaceId: uuid().notNull(),
    typeId: uuid().notNull(),
    /** Null: of the whole workspace, or of the platform. */
    projectId: uuid(),
    name: text().notNull(),
    /** By what imports and discovery tools know it. */
    externalKey: text(),
    status: text({ enum: itemStatuses }).notNull().default("planned"),
    /** From 1 (highest) to 4. */
    criticality: smallint().notNull().default(3),
    ownerId: uuid().references(() => account.id),
    startsOn: date({ mode: "string" }),
    expiresOn: date({ mode: "string" }),
    /** Values of the type's fields, by their codes. */
    values: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    version: integer().notNull().default(1),
    createdAt: momentNow(),
    createdBy: uuid(),
    updatedAt: momentNow(),
    updatedBy: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique().on(t.workspaceId, t.externalKey),
    index().on(t.id),
    index().on(t.workspaceId, t.typeId, t.name, t.id),
    index().on(t.projectId, t.name),
    index().on(t.name, t.id),
    index().on(t.expiresOn),
    ofProject(t),
    foreignKey({ columns: [t.typeWorkspaceId, t.typeId], foreignColumns: [itemType.workspaceId, itemType.id] }),
    check("own_or_platform_type", sql`${t.typeWorkspaceId} in (${t.workspaceId}, platform_id())`),
    check("platform_items_have_no_project", sql`${t.workspaceId} <> platform_id() or ${t.projectId} is null`),
  ],
);

type OfItem = { itemWorkspaceId: AnyPgColumn; itemId: AnyPgColumn };

const ofItem = (t: OfItem) =>
  foreignKey({ columns: [t.itemWorkspaceId, t.itemId], foreignColumns: [item.workspaceId, item.id] });

/** How an item stood from one moment to the next: as of any date, and what changed it. */
export const itemVersion = pgTable(
  "item_version",
  {
    workspaceId: workspaceKey(),
    itemId: uuid().notNull(),
    version: integer().notNull(),
    validFrom: momentNow(),
    /** Null: still so. */
    validTo: moment(),
    /** Every column of the item that a person may change, by its name. */
    state: jsonb().$type<Record<string, unknown>>().notNull(),
    changedBy: uuid(),
    importId: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.itemId, t.version] }),
    foreignKey({ columns: [t.workspaceId, t.itemId], foreignColumns: [item.workspaceId, item.id] }),
  ],
);

/** The ticket, most often a change, that brought a version about; of the ticket's workspace, so that a shared item tells it to no other. */
export const itemVersionTicket = pgTable(
  "item_version_ticket",
  {
    workspaceId: workspaceKey(),
    ticketId: uuid().notNull(),
    itemWorkspaceId: uuid().notNull(),
    itemId: uuid().notNull(),
    version: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.itemId, t.version, t.ticketId] }),
    index().on(t.ticketId),
    ofTicket(t),
    foreignKey({
      columns: [t.itemWorkspaceId, t.itemId, t.version],
      foreignColumns: [itemVersion.workspaceId, itemVersion.itemId, itemVersion.version],
    }),
    check("own_or_platform_item", sql`${t.itemWorkspaceId} in (${t.workspaceId}, platform_id())`),
  ],
);

/** An item of the platform, shown in a workspace that it serves. */
export const itemShare = pgTable(
  "item_share",
  {
    /** The workspace in which it is read. */
    workspaceId: workspaceKey().references(() => workspace.id),
    id: identifier(),
    itemWorkspaceId: uuid().notNull(),
    itemId: uuid().notNull(),
    sharedAt: momentNow(),
    sharedBy: uuid(),
    endedAt: moment(),
    endedBy: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex("item_share_living").on(t.workspaceId, t.itemId).where(sql`${t.endedAt} is null`),
    index().on(t.itemId),
    ofItem(t),
    check("of_the_platform", sql`${t.itemWorkspaceId} = platform_id()`),
  ],
);

/** A relation stands in the workspace of its ends, or of the one that is not the platform's. */
export const itemRelation = pgTable(
  "item_relation",
  {
    workspaceId: workspaceKey(),
    id: identifier(),
    typeWorkspaceId: uuid().notNull(),
    typeId: uuid().notNull(),
    /** Copied from its type: impact is walked without it. */
    impact: text({ enum: ["forward", "backward", "none"] }).notNull(),
    fromWorkspaceId: uuid().notNull(),
    fromId: uuid().notNull(),
    /** The ends' projects, kept by triggers: rights are asked of a relation without its ends. */
    fromProjectId: uuid(),
    toWorkspaceId: uuid().notNull(),
    toId: uuid().notNull(),
    toProjectId: uuid(),
    since: momentNow(),
    /** Null: still so. */
    until: moment(),
    createdBy: uuid(),
    endedBy: uuid(),
    /** The changes that made it and ended it. */
    ticketId: uuid(),
    endTicketId: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex("item_relation_living").on(t.workspaceId, t.typeId, t.fromId, t.toId).where(sql`${t.until} is null`),
    index().on(t.fromId),
    index().on(t.toId),
    foreignKey({ columns: [t.typeWorkspaceId, t.typeId], foreignColumns: [relationType.workspaceId, relationType.id] }),
    foreignKey({ columns: [t.fromWorkspaceId, t.fromId], foreignColumns: [item.workspaceId, item.id] }),
    foreignKey({ columns: [t.toWorkspaceId, t.toId], foreignColumns: [item.workspaceId, item.id] }),
    check("own_or_platform_type", sql`${t.typeWorkspaceId} in (${t.workspaceId}, platform_id())`),
    foreignKey({ columns: [t.workspaceId, t.ticketId], foreignColumns: [ticket.workspaceId, ticket.id] }),
    foreignKey({ columns: [t.workspaceId, t.endTicketId], foreignColumns: [ticket.workspaceId, ticket.id] }),
    check("never_to_itself", sql`${t.fromId} <> ${t.toId}`),
    check(
      "one_workspace",
      sql`${t.fromWorkspaceId} in (${t.workspaceId}, platform_id()) and ${t.toWorkspaceId} in (${t.workspaceId}, platform_id())
      and (${t.workspaceId} = platform_id() or ${t.workspaceId} in (${t.fromWorkspaceId}, ${t.toWorkspaceId}))`,
    ),
  ],
);

/** An item that a ticket is about. */
export const ticketItem = pgTable(
  "ticket_item",
  {
    workspaceId: workspaceKey(),
    ticketId: uuid().notNull(),
    itemWorkspaceId: uuid().notNull(),
    itemId: uuid().notNull(),
    addedAt: momentNow(),
    addedBy: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.ticketId, t.itemId] }),
    index().on(t.itemId),
    ofTicket(t),
    ofItem(t),
    check("own_or_platform_item", sql`${t.itemWorkspaceId} in (${t.workspaceId}, platform_id())`),
  ],
);

/** An expiry of which people were reminded, so that each reminder leaves once. */
export const itemReminder = pgTable(
  "item_reminder",
  {
    workspaceId: workspaceKey(),
    itemId: uuid().notNull(),
    expiresOn: date({ mode: "string" }).notNull(),
    daysBefore: integer().notNull(),
    sentAt: momentNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.itemId, t.expiresOn, t.daysBefore] }),
    foreignKey({ columns: [t.workspaceId, t.itemId], foreignColumns: [item.workspaceId, item.id] }),
  ],
);

/** A spreadsheet of items on its way in: read, mapped, previewed line by line, then applied whole or not at all. */
export const itemImport = pgTable(
  "item_import",
  {
    workspaceId: workspaceKey().references(() => workspace.id),
    id: identifier(),
    accountId: uuid().notNull(),
    typeWorkspaceId: uuid().notNull(),
    typeId: uuid().notNull(),
    projectId: uuid(),
    name: text().notNull(),
    size: bigint({ mode: "number" }).notNull(),
    sha256: text().notNull(),
    storageKey: text().notNull(),
    /** The sheet's columns as they were read, and which field each one feeds; the last one of a type is offered again. */
    columns: jsonb().notNull().default([]),
    mapping: jsonb().notNull().default({}),
    state: text({ enum: ["reading", "mapping", "judging", "previewed", "applying", "applied", "failed", "abandoned"] })
      .notNull()
      .default("reading"),
    failure: text(),
    total: integer().notNull().default(0),
    done: integer().notNull().default(0),
    createdAt: momentNow(),
    previewedAt: moment(),
    appliedAt: moment(),
    ticketId: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index().on(t.accountId, t.createdAt),
    ofProject(t),
    foreignKey({ columns: [t.typeWorkspaceId, t.typeId], foreignColumns: [itemType.workspaceId, itemType.id] }),
    check("own_or_platform_type", sql`${t.typeWorkspaceId} in (${t.workspaceId}, platform_id())`),
  ],
);

/** What one line of the sheet would do, and why not. */
export const itemImportLine = pgTable(
  "item_import_line",
  {
    workspaceId: workspaceKey(),
    importId: uuid().notNull(),
    line: integer().notNull(),
    cells: jsonb().notNull(),
    action: text({ enum: ["create", "update", "same", "refuse"] }),
    reason: text(),
    externalKey: text(),
    itemId: uuid(),
    /** What it would become. */
    state: jsonb(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.importId, t.line] }),
    index().on(t.importId, t.action, t.line),
    foreignKey({ columns: [t.workspaceId, t.importId], foreignColumns: [itemImport.workspaceId, itemImport.id] }),
  ],
);

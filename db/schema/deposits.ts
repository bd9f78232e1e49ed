import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { identifier, moment, momentNow, workspaceKey } from "./columns";
import { ofMember, ofProject } from "./directory";
import { item } from "./items";
import { ticket } from "./tickets";

// The deposit space: packages by project, environment and kind. Behind the wall, keyed (workspace_id, …).

const environments = ["preproduction", "production"] as const;
const packageKinds = ["installation", "evolution", "script", "program", "documentation", "logs"] as const;
const packageStates = [
  "deposited",
  "verified",
  "validated",
  "installed-preproduction",
  "installed-production",
  "withdrawn",
] as const;

/** One version of a package: never overwritten. Its bytes may be gone (retention); its name and its hash stay. */
export const depositPackage = pgTable(
  "package",
  {
    workspaceId: workspaceKey(),
    id: identifier(),
    projectId: uuid().notNull(),
    environment: text({ enum: environments }).notNull(),
    kind: text({ enum: packageKinds }).notNull(),
    name: text().notNull(),
    /** 1 for the first one of its name in its folder; `label` is the depositor's own ("2.4.1"). */
    version: integer().notNull(),
    label: text().notNull().default(""),
    description: text().notNull().default(""),
    /** The release it belongs to. */
    ticketId: uuid(),
    /** Being compressed, hashed and listed; then ready, or failed with its reason. */
    arrival: text({ enum: ["preparing", "ready", "failed"] })
      .notNull()
      .default("preparing"),
    failure: text(),
    /** What came in, before anything was compressed: `[{upload, path, size}]`. */
    sources: jsonb().notNull().default([]),
    /** What Guichet did to the bytes on arrival. */
    compressed: text({ enum: ["none", "zip", "zstd"] })
      .notNull()
      .default("none"),
    prepared: bigint({ mode: "number" }).notNull().default(0),
    type: text(),
    size: bigint({ mode: "number" }),
    sha256: text(),
    storageKey: text(),
    signatureName: text(),
    signatureSize: integer(),
    signatureSha256: text(),
    signatureStorageKey: text(),
    state: text({ enum: packageStates }).notNull().default("deposited"),
    /** Whether its content could be listed, and what was found odd in it as a whole. */
    listing: text({ enum: ["none", "listed", "cut", "unreadable"] })
      .notNull()
      .default("none"),
    flags: text().array().notNull().default([]),
    scannedAt: moment(),
    verdict: text({ enum: ["clean", "infected"] }),
    scanEngine: text(),
    threat: text(),
    depositedBy: uuid().notNull(),
    depositedAt: momentNow(),
    /** When retention took the bytes away. */
    erasedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex("package_version").on(t.projectId, t.environment, t.kind, sql`lower(${t.name})`, t.version),
    index().on(t.projectId, t.environment, t.kind, t.depositedAt),
    index().on(t.id),
    index().on(t.ticketId),
    index().on(t.storageKey),
    ofProject(t),
    ofMember(t.workspaceId, t.depositedBy),
    foreignKey({ columns: [t.workspaceId, t.ticketId], foreignColumns: [ticket.workspaceId, ticket.id] }),
  ],
);

type OfPackage = { workspaceId: AnyPgColumn; packageId: AnyPgColumn };

const ofPackage = (t: OfPackage) =>
  foreignKey({
    columns: [t.workspaceId, t.packageId],
    foreignColumns: [depositPackage.workspaceId, depositPackage.id],
  });

/** A state that a package entered, who said so and when; never changed. */
export const packageStep = pgTable(
  "package_step",
  {
    workspaceId: workspaceKey(),
    id: identifier(),
    packageId: uuid().notNull(),
    state: text({ enum: packageStates }).notNull(),
    at: momentNow(),
    by: uuid(),
    /** Why, when it was against the usual order. */
    reason: text(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] }), index().on(t.packageId, t.at), ofPackage(t)],
);

/** One entry of an archive's content, as its listing tells it. */
export const packageEntry = pgTable(
  "package_entry",
  {
    workspaceId: workspaceKey(),
    packageId: uuid().notNull(),
    position: integer().notNull(),
    path: text().notNull(),
    size: bigint({ mode: "number" }),
    directory: boolean().notNull().default(false),
    /** What is odd about it: traversal, absolute, link, device, bomb… */
    flags: text().array().notNull().default([]),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.packageId, t.position] }), ofPackage(t)],
);

export const packageItem = pgTable(
  "package_item",
  {
    workspaceId: workspaceKey(),
    packageId: uuid().notNull(),
    itemWorkspaceId: uuid().notNull(),
    itemId: uuid().notNull(),
    addedAt: momentNow(),
    addedBy: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.packageId, t.itemId] }),
    index().on(t.itemId),
    ofPackage(t),
    foreignKey({ columns: [t.itemWorkspaceId, t.itemId], foreignColumns: [item.workspaceId, item.id] }),
    check("own_or_platform_item", sql`${t.itemWorkspaceId} in (${t.workspaceId}, platform_id())`),
  ],
);

/** Somebody who is told of each deposit in a project. */
export const depositWatch = pgTable(
  "deposit_watch",
  { workspaceId: workspaceKey(), projectId: uuid().notNull(), accountId: uuid().notNull(), since: momentNow() },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.projectId, t.accountId] }),
    index().on(t.accountId),
    ofProject(t),
    ofMember(t.workspaceId, t.accountId),
  ],
);

/** For how many days the bytes of one kind are kept in a project; 0: for ever; no row: as usual (lib/deposits/retention.ts). */
export const depositRetention = pgTable(
  "deposit_retention",
  {
    workspaceId: workspaceKey(),
    projectId: uuid().notNull(),
    kind: text({ enum: packageKinds }).notNull(),
    days: integer().notNull(),
    updatedAt: momentNow(),
    updatedBy: uuid(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.projectId, t.kind] }), ofProject(t)],
);

/** A machine's way to one package, in one person's name. Its signature is derived from its id, never stored. */
export const packageLink = pgTable(
  "package_link",
  {
    workspaceId: workspaceKey(),
    id: identifier(),
    packageId: uuid().notNull(),
    accountId: uuid().notNull(),
    createdAt: momentNow(),
    expiresAt: moment().notNull(),
    revokedAt: moment(),
    lastUsedAt: moment(),
    uses: integer().notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index().on(t.packageId),
    index().on(t.accountId),
    ofPackage(t),
    ofMember(t.workspaceId, t.accountId),
  ],
);

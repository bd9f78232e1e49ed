import { z } from "zod";
import type { itemImport } from "@/db/schema";
import { UploadId } from "@/lib/files/upload";
import type { ItemState, StateDifference } from "@/lib/items/item-state";
import { ItemTypeCode } from "@/lib/items/item-type";
import { ProjectKey } from "@/lib/workspaces/project";
import { WorkspaceKey } from "@/lib/workspaces/workspace";

export const importStates = [
  "reading",
  "mapping",
  "judging",
  "previewed",
  "applying",
  "applied",
  "failed",
  "abandoned",
] as const;
export type ImportState = (typeof importStates)[number];

export const lineActions = ["create", "update", "same", "refuse"] as const;
export type LineAction = (typeof lineActions)[number];

/** The facts of an item that a column can feed, besides its type's fields (`values.<code>`) and relations (`relations.<code>`). */
export const factTargets = [
  "name",
  "externalKey",
  "status",
  "criticality",
  "owner",
  "project",
  "startsOn",
  "expiresOn",
] as const;

/** `relations.hosts`: the line's item hosts those named in the cell; `relations.hosts.back`: it is hosted by them. */
const Target = z
  .string()
  .max(80)
  .regex(new RegExp(`^(?:${factTargets.join("|")}|values\\.[a-z][a-z0-9-]*|relations\\.[a-z][a-z0-9-]*(?:\\.back)?)$`));

/** What each column feeds, by its title; null for a column left aside, as those that are not named. */
export const Mapping = z.record(z.string().max(300), Target.nullable());
export type Mapping = z.output<typeof Mapping>;

export const ItemImportPlace = z.strictObject({
  workspace: WorkspaceKey,
  type: ItemTypeCode,
  /** Where new items stand when no column says so. */
  project: ProjectKey.nullable().optional(),
  upload: UploadId,
  /** With it, the lines are judged as soon as they are read. */
  mapping: Mapping.optional(),
});

/** The sheet's columns and how it was read, as they are kept with the import. */
export interface ReadColumns {
  titles: string[];
  /** What the first lines hold, column by column. */
  samples: string[][];
  format?: "csv" | "xlsx" | "ods";
  encoding?: string;
  separator?: string;
  sheet?: string;
  otherSheets?: string[];
}

export const noColumns: ReadColumns = { titles: [], samples: [] };

/** Why a line or a whole import was refused: a key of `refusals`, its blanks, and the title of the column at fault. */
export interface ImportRefusal {
  code: string;
  details?: Record<string, string | number>;
  column?: string;
}

/** A relation that a line asks for. */
export interface AskedRelation {
  typeWorkspaceId: string;
  typeId: string;
  fromWorkspaceId: string;
  fromId: string;
  toWorkspaceId: string;
  toId: string;
}

/** What a line would make of its item. */
export type LineState = ItemState & {
  /** Of the item as it was judged; null for a new one. */
  version: number | null;
  differences: StateDifference[];
  relations: AskedRelation[];
};

export type ItemImportRow = typeof itemImport.$inferSelect;

/** Days after which an import's lines and file are taken away. */
export const keptDays = 30;

/** Bytes of a file, as the reader takes them. */
export const mostBytes = 100 * 1024 ** 2;

/** How many imports of one account may be on their way at once. */
export const mostOnTheirWay = 5;

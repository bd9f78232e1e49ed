import { z } from "zod";
import { MailAddress } from "@/lib/accounts/mail-address";
import { FieldCode } from "@/lib/workspaces/field";
import { ProjectKey } from "@/lib/workspaces/project";
import { Name, WorkspaceKey } from "@/lib/workspaces/workspace";

export const itemStatuses = ["planned", "in-service", "maintenance", "retired"] as const;
export type ItemStatus = (typeof itemStatuses)[number];

/** From 1 (vital) to 4 (minor). */
export const Criticality = z.coerce.number().int().min(1).max(4);

/** By what imports and discovery tools know an item; one in a workspace. */
export const ExternalKey = z
  .string()
  .max(200)
  .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), { params: { code: "one-line" } })
  .transform((text) => text.normalize("NFC").trim())
  .pipe(z.string().min(1));

const Day = z.iso.date().refine((text) => text >= "1900-01-01", { params: { code: "too-early" } });

/** Values by the codes of the type's fields; null takes one away, and those that are not named stay. */
export const ItemValues = z.record(FieldCode, z.union([z.string().max(20_000), z.number(), z.boolean()]).nullable());

export const ItemFacts = z.strictObject({
  name: Name,
  externalKey: ExternalKey.nullable().optional(),
  status: z.enum(itemStatuses).optional(),
  criticality: Criticality.optional(),
  /** A member of the workspace, by his mail address. */
  owner: MailAddress.nullable().optional(),
  startsOn: Day.nullable().optional(),
  expiresOn: Day.nullable().optional(),
  values: ItemValues.optional(),
});

/** Where an item stands: a workspace, one of its projects, or (neither) the platform that serves several workspaces. */
export const ItemPlace = z.strictObject({
  workspace: WorkspaceKey.nullable(),
  project: ProjectKey.nullable().optional(),
});

export const ItemId = z.guid();

/** What names an item: its identifier, its external key, or its whole name. */
export const ItemName = z.string().trim().min(1).max(200);

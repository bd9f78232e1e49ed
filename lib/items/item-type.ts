import { z } from "zod";
import { FieldCode, FieldFacts, fieldTypes } from "@/lib/workspaces/field";
import { Name } from "@/lib/workspaces/workspace";

/** `secret`: the value is never stored, only where it is kept. */
export const itemFieldTypes = [...fieldTypes, "secret"] as const;

export const ItemField = z.strictObject({
  code: FieldCode,
  labelFr: Name,
  labelEn: Name,
  type: z.enum(itemFieldTypes),
  required: z.boolean().default(false),
  /** Whether lists show it. */
  listed: z.boolean().default(false),
  choices: FieldFacts.shape.choices,
});
export type ItemField = z.output<typeof ItemField>;

/** How many days before the end of an item it is reminded, the furthest first. */
export const RemindDays = z
  .array(z.int().min(1).max(730))
  .max(10)
  .transform((days) => [...new Set(days)].sort((a, b) => b - a));

/** A type's code stays when its labels change: imports and filters refer to it. */
export const ItemTypeCode = FieldCode;

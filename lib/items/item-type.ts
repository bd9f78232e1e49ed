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

/** A type's code stays when its labels change: imports and filters refer to it. */
export const ItemTypeCode = FieldCode;

import { z } from "zod";
import { FieldCode } from "@/lib/workspaces/field";
import { Name, WorkspaceKey } from "@/lib/workspaces/workspace";

/** Which way an outage travels along a relation: `forward` from its first end to its second. */
export const impacts = ["forward", "backward", "none"] as const;

const facts = { labelFr: Name, labelEn: Name, reverseFr: Name, reverseEn: Name, impact: z.enum(impacts) };

export const CreateRelationTypeInput = z.strictObject({ workspace: WorkspaceKey, ...facts });

export const ChangeRelationTypeInput = z
  .strictObject(facts)
  .partial()
  .extend({ workspace: WorkspaceKey, type: FieldCode, archived: z.boolean().optional() });

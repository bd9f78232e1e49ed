import { z } from "zod";
import { sha256 } from "@/lib/journal/event";
import type { Transaction } from "@/lib/tenancy/actor";
import { type FieldRule, type FieldValue, judgeFieldValue } from "@/lib/workspaces/field";
import { listFields } from "@/lib/workspaces/field-queries";
import type { Kind } from "./ticket";

export type FieldsAsked = Record<string, FieldValue | null>;
type Values = Record<string, FieldValue>;

/**
 * The values of a ticket's fields once those asked are in: only fields of its kind can be given a value, while any can lose its own.
 * Throws a ZodError that names each field at fault (`fields.cause`).
 */
export async function mergeFieldValues(
  tx: Transaction,
  of: { workspaceId: string; kind: Kind },
  before: Values,
  asked: FieldsAsked,
): Promise<Values> {
  if (Object.keys(asked).length === 0) return before;
  const known = await listFields(tx, of.workspaceId);
  const usable = known.filter((field) => !field.archivedAt && field.kinds.includes(of.kind));
  return judgeFieldValues(usable, before, asked);
}

/** The same among fields that are known already; `named` is what the input calls them, for what is refused. */
export function judgeFieldValues(usable: FieldRule[], before: Values, asked: FieldsAsked, named = "fields"): Values {
  const after = { ...before };
  const faults: Fault[] = [];
  for (const [code, value] of Object.entries(asked)) {
    const field = usable.find((one) => one.code === code);
    if (value === null || value === "") delete after[code];
    else if (!field) faults.push({ code, refusal: "unknown-custom-field", details: { field: code } });
    else {
      const judged = judgeFieldValue(field, value);
      if ("refusal" in judged) faults.push({ code, ...judged });
      else if (judged.value === null) delete after[code];
      else after[code] = judged.value;
    }
  }
  refuseFields(faults, named);
  return after;
}

interface Fault {
  code: string;
  refusal: string;
  details?: Record<string, string | number>;
}

/** Throws a ZodError when there is a fault: all of them are told at once. */
export function refuseFields(faults: Fault[], named = "fields") {
  if (faults.length === 0) return;
  throw new z.ZodError(
    faults.map(({ code, refusal, details = {} }) => ({
      code: "custom",
      path: [named, code],
      message: refusal,
      input: undefined,
      params: { code: refusal, details },
    })),
  );
}

/** Longer texts stand in the journal by their hash, as messages do: erasing one leaves the chain whole. */
const longestTold = 200;

/** `{field: [before, after]}` for each value that differs, as the journal tells it; nothing when none does. */
export function fieldDifferences(before: Values, after: Values): Record<string, [unknown, unknown]> | undefined {
  const codes = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  const changed = codes.filter((code) => before[code] !== after[code]);
  if (changed.length === 0) return undefined;
  return Object.fromEntries(changed.map((code) => [code, [told(before[code]), told(after[code])]]));
}

function told(value: FieldValue | undefined) {
  if (value === undefined) return null;
  return typeof value === "string" && value.length > longestTold ? { sha256: sha256(value) } : value;
}

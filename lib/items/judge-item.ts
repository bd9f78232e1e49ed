import { Invalid } from "@/lib/access/refusals";
import { judgeFieldValues, refuseFields } from "@/lib/tickets/field-values";
import type { FieldRule, FieldValue } from "@/lib/workspaces/field";
import type { ItemField } from "./item-type";

type Values = Record<string, FieldValue>;

/**
 * The values of an item once those asked are in. Throws a ZodError that names each field at fault (`values.issuer`): unknown, of the
 * wrong type, or required and empty. Of a secret only where it is kept is taken.
 */
export function judgeItemValues(fields: ItemField[], before: Values, asked: Record<string, FieldValue | null>): Values {
  const after = judgeFieldValues(fields.map(ruleOf), before, asked, "values");
  refuseFields(
    fields
      .filter(({ code, required }) => required && after[code] === undefined)
      .map(({ code }) => ({ code, refusal: "required" })),
    "values",
  );
  return after;
}

function ruleOf({ code, type, choices }: ItemField): FieldRule {
  return { code, type: type === "secret" ? "text" : type, choices };
}

/** Throws Invalid when an item would end before it begins. */
export function judgeItemDates({ startsOn, expiresOn }: { startsOn: string | null; expiresOn: string | null }) {
  if (startsOn && expiresOn && expiresOn < startsOn) throw new Invalid("ends-before-it-begins", "expiresOn");
}

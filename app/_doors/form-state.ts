import { getLocale, getTranslations } from "next-intl/server";
import type { FieldError } from "@/app/_ui/error-summary";
import type { FormState } from "@/app/_ui/form-state";
import { fieldsOf } from "./form-fields";
import { detailsIn, type Problem } from "./problem";

/** What a form shows of a problem: sentences in the reader's language, and what was typed but for passwords. */
export async function formStateOf(problem: Problem, form: FormData): Promise<FormState> {
  return { errors: await formErrorsOf(problem), values: typedIn(form) };
}

/** One sentence per field at fault, or one for the whole. */
export async function formErrorsOf({ code, details, fields }: Problem): Promise<FieldError[]> {
  const say = await getSpeaker();
  if (fields.length === 0) return [{ message: say(code, details) }];
  return fields.map((fault) => ({ field: fault.field, message: say(fault.code, fault.details) }));
}

/** The sentence of one problem. */
export async function sentenceOf(problem: Problem): Promise<string> {
  const say = await getSpeaker();
  const [fault = problem] = problem.fields;
  return say(fault.code, fault.details);
}

async function getSpeaker() {
  const [t, locale] = await Promise.all([getTranslations("refusals"), getLocale()]);
  return (code: string, details: Problem["details"]) =>
    t.has(code as never) ? t(code as never, detailsIn(locale, details) as never) : t("unexpected", { id: code });
}

function typedIn(form: FormData): Record<string, string> {
  const typed = Object.entries(fieldsOf(form)).filter(([name]) => !/password/i.test(name));
  return Object.fromEntries(typed.map(([name, value]) => [name, typeof value === "string" ? value : value.join(",")]));
}

"use server";

import { refresh } from "next/cache";
import { getTranslations } from "next-intl/server";
import { act } from "@/app/_doors/act";
import { fieldsOf, textOf } from "@/app/_doors/form-fields";
import { formStateOf } from "@/app/_doors/form-state";
import type { Problem } from "@/app/_doors/problem";
import { type FormState, untouched } from "@/app/_ui/form-state";
import { reviseTicket } from "@/lib/tickets/revise-ticket";
import type { Ticket } from "@/lib/tickets/ticket-queries";

const prefix = "fields.";

/** Changes the fields of a ticket that the form shows; after a conflict the form stays, says what stands now, and can be sent again. */
export async function changeFields(_before: FormState, form: FormData): Promise<FormState> {
  const named = Object.entries(fieldsOf(form)).filter(([name]) => name.startsWith(prefix));
  const fields = Object.fromEntries(named.map(([name, value]) => [name.slice(prefix.length), String(value) || null]));
  const asked = { ticket: textOf(form, "ticket"), version: Number(textOf(form, "version")), fields };
  const outcome = await act(asked, reviseTicket);
  if (!outcome.ok) return refused(outcome.problem, form, fields);
  refresh();
  return { ...untouched, done: true };
}

/** Both versions: what was typed stays in the fields, and what somebody else wrote meanwhile is said above each. */
async function refused(problem: Problem, form: FormData, asked: Record<string, string | null>): Promise<FormState> {
  const state = await formStateOf(problem, form);
  if (problem.code !== "stale") return state;
  const t = await getTranslations("forms.values");
  const now = problem.current as Ticket;
  const differing = Object.keys(asked).filter((code) => String(now.fields[code] ?? "") !== (asked[code] ?? ""));
  const said = differing.map((code) => ({
    field: `${prefix}${code}`,
    message: t("now", { value: String(now.fields[code] ?? t("none")) }),
  }));
  return { errors: [...state.errors, ...said], values: { ...state.values, version: String(now.version) } };
}

"use server";

import { redirect } from "next/navigation";
import { act } from "@/app/_doors/act";
import { textOf } from "@/app/_doors/form-fields";
import { formStateOf } from "@/app/_doors/form-state";
import { submit } from "@/app/_doors/submit";
import type { FormState } from "@/app/_ui/form-state";
import { archiveDashboard } from "@/lib/figures/archive-dashboard";
import { changeDashboard } from "@/lib/figures/change-dashboard";
import { createDashboard } from "@/lib/figures/create-dashboard";
import type { FigureName } from "@/lib/figures/definitions";
import { keepCard } from "@/lib/figures/keep-card";
import { removeCard } from "@/lib/figures/remove-card";

export async function keepMyCard(_before: FormState, form: FormData): Promise<FormState> {
  const card = {
    title: textOf(form, "title"),
    figure: textOf(form, "figure") as FigureName,
    query: textOf(form, "query"),
  };
  return submit(form, { ...card, dashboard: textOf(form, "dashboard") }, keepCard);
}

export async function createMyDashboard(_before: FormState, form: FormData): Promise<FormState> {
  return submit(form, { name: textOf(form, "name") }, createDashboard);
}

export async function changeMyDashboard(_before: FormState, form: FormData): Promise<FormState> {
  const which = { dashboard: textOf(form, "dashboard"), version: textOf(form, "version") };
  return submit(form, { ...which, name: textOf(form, "name"), workspace: textOf(form, "workspace") }, changeDashboard);
}

export async function removeMyCard(_before: FormState, form: FormData): Promise<FormState> {
  const which = { dashboard: textOf(form, "dashboard"), version: textOf(form, "version") };
  return submit(form, { ...which, place: textOf(form, "place") }, removeCard);
}

export async function archiveMyDashboard(_before: FormState, form: FormData): Promise<FormState> {
  const outcome = await act({ dashboard: textOf(form, "dashboard") }, archiveDashboard);
  if (!outcome.ok) return formStateOf(outcome.problem, form);
  redirect("/statistics/dashboards");
}

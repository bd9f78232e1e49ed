"use server";

import { redirect } from "next/navigation";
import { actUnknown, fieldsOf } from "@/app/_doors/act";
import { enterWithPassword } from "@/app/_doors/auth";
import { formStateOf } from "@/app/_doors/form-state";
import { ownPath } from "@/app/_doors/own-path";
import type { FormState } from "@/app/_ui/form-state";

export async function enter(_before: FormState, form: FormData): Promise<FormState> {
  const { mail, password, returnTo } = fieldsOf(form);
  const entered = await actUnknown(form, () => enterWithPassword(String(mail), String(password)));
  if (!entered.ok) return formStateOf(entered.problem, form);
  redirect(ownPath(returnTo));
}

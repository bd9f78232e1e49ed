"use server";

import { redirect } from "next/navigation";
import { getLocale } from "next-intl/server";
import { actUnknown } from "@/app/_doors/act";
import { fieldsOf } from "@/app/_doors/form-fields";
import { formStateOf } from "@/app/_doors/form-state";
import type { FormState } from "@/app/_ui/form-state";
import { acceptInvitation } from "@/lib/accounts/accept-invitation";

export async function accept(_before: FormState, form: FormData): Promise<FormState> {
  const { token, name, newPassword } = fieldsOf(form);
  const input = {
    token: String(token),
    name: String(name),
    newPassword: String(newPassword),
    locale: await getLocale(),
  };
  const done = await actUnknown(input, acceptInvitation);
  if (!done.ok) return formStateOf(done.problem, form);
  redirect("/sign-in?after=welcome");
}

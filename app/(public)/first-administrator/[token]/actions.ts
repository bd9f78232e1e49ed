"use server";

import { redirect } from "next/navigation";
import { actUnknown } from "@/app/_doors/act";
import { fieldsOf } from "@/app/_doors/form-fields";
import { formStateOf } from "@/app/_doors/form-state";
import type { FormState } from "@/app/_ui/form-state";
import { acceptAdministration } from "@/lib/accounts/accept-administration";

export async function accept(_before: FormState, form: FormData): Promise<FormState> {
  const { token, mail, name, newPassword } = fieldsOf(form);
  const input = { token: String(token), mail: String(mail), name: String(name), newPassword: String(newPassword) };
  const done = await actUnknown(input, acceptAdministration);
  if (!done.ok) return formStateOf(done.problem, form);
  redirect("/sign-in?after=welcome");
}

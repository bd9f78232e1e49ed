"use server";

import { redirect } from "next/navigation";
import { actUnknown } from "@/app/_doors/act";
import { fieldsOf } from "@/app/_doors/form-fields";
import { formStateOf } from "@/app/_doors/form-state";
import type { FormState } from "@/app/_ui/form-state";
import { acceptReset } from "@/lib/accounts/accept-reset";

export async function reset(_before: FormState, form: FormData): Promise<FormState> {
  const { token, newPassword } = fieldsOf(form);
  const done = await actUnknown({ token: String(token), newPassword: String(newPassword) }, acceptReset);
  if (!done.ok) return formStateOf(done.problem, form);
  redirect("/sign-in?after=reset");
}

"use server";

import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { actUnknown } from "@/app/_doors/act";
import { enterWithPassword } from "@/app/_doors/auth";
import { fieldsOf } from "@/app/_doors/form-fields";
import { formStateOf } from "@/app/_doors/form-state";
import { rememberLocale } from "@/app/_doors/locale-cookie";
import { ownPath } from "@/app/_doors/own-path";
import { findViewerOf } from "@/app/_doors/session";
import type { FormState } from "@/app/_ui/form-state";
import { asLocale, localeCookie } from "@/app/_ui/locale";
import { sessionCookieName } from "@/lib/accounts/session";

export async function enter(_before: FormState, form: FormData): Promise<FormState> {
  const { mail, password, returnTo } = fieldsOf(form);
  const entered = await actUnknown(form, () => enterWithPassword(String(mail), String(password)));
  if (!entered.ok) return formStateOf(entered.problem, form);
  await greetInOwnLanguage();
  redirect(ownPath(returnTo));
}

/** On a browser where nobody chose a language yet, the account's is spoken. */
async function greetInOwnLanguage() {
  const jar = await cookies();
  if (jar.has(localeCookie)) return;
  const viewer = await findViewerOf(jar.get(sessionCookieName())?.value, { present: false });
  const locale = asLocale(viewer?.account.locale);
  if (locale) await rememberLocale(locale);
}

"use server";

import { cookies } from "next/headers";
import { textOf } from "@/app/_doors/form-fields";
import { rememberLocale } from "@/app/_doors/locale-cookie";
import { findViewer } from "@/app/_doors/session";
import { changePreferences } from "@/lib/accounts/change-preferences";
import { asLocale } from "./locale";
import { asScheme, schemeCookie } from "./scheme";

/** Remembers the language of this browser, and of the account that is signed in; a word that names none of ours is passed over. */
export async function chooseLanguage(form: FormData): Promise<void> {
  const locale = asLocale(textOf(form, "language"));
  if (!locale) return;
  await rememberLocale(locale);
  const viewer = await findViewer();
  if (viewer) await changePreferences(viewer.actor, { locale });
}

/** Remembers light, dark or the system's. */
export async function chooseScheme(form: FormData): Promise<void> {
  (await cookies()).set(schemeCookie, asScheme(textOf(form, "scheme")), {
    path: "/",
    maxAge: 31_536_000,
    sameSite: "lax",
    httpOnly: true,
  });
}

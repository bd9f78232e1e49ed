import { cookies } from "next/headers";
import { type Locale, localeCookie } from "@/app/_ui/locale";

/** Remembers the language of this browser for a year. */
export async function rememberLocale(locale: Locale) {
  (await cookies()).set(localeCookie, locale, { path: "/", maxAge: 31_536_000, sameSite: "lax", httpOnly: true });
}

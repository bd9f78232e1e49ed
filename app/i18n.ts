import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { findAbsentViewer } from "@/app/_doors/session";
import { asLocale, chooseLocale, defaultTimeZone, type Locale, localeCookie } from "@/app/_ui/locale";
import en from "@/app/messages/en";
import fr from "@/app/messages/fr";

const catalogues = { fr, en };

/** An account's language reaches us through the cookie, which signing in and saving one's preferences both set; its zone does not. */
export default getRequestConfig(async ({ locale: asked }) => {
  const locale = asLocale(asked) ?? (await wishedLocale());
  const viewer = await findAbsentViewer();
  return { locale, messages: catalogues[locale], timeZone: viewer?.account.timeZone ?? defaultTimeZone };
});

async function wishedLocale(): Promise<Locale> {
  const [cookieJar, headerList] = await Promise.all([cookies(), headers()]);
  return chooseLocale({
    cookie: cookieJar.get(localeCookie)?.value,
    acceptLanguage: headerList.get("accept-language"),
  });
}

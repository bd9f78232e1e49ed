/** The languages Guichet speaks; the first is the one of a person of whom nothing is known. */
export const locales = ["fr", "en"] as const;

export type Locale = (typeof locales)[number];

export const localeCookie = "guichet-language";

/** The zone in which times are shown to a person who has not chosen one. */
export const defaultTimeZone = "Europe/Paris";

/** The first of these that is a language of ours: the account's, the cookie's, the browser's; else French. */
export function chooseLocale(wishes: {
  account?: string | null;
  cookie?: string;
  acceptLanguage?: string | null;
}): Locale {
  return (
    asLocale(wishes.account) ?? asLocale(wishes.cookie) ?? firstAccepted(wishes.acceptLanguage ?? "") ?? locales[0]
  );
}

/** The value when it names a language of ours, else null. */
export function asLocale(value: unknown): Locale | null {
  return locales.find((locale) => locale === value) ?? null;
}

/** Reads Accept-Language (RFC 9110, 12.5.4): `en-GB;q=0.8, fr` wishes for French first. */
function firstAccepted(header: string): Locale | null {
  const wishes = header
    .slice(0, 500)
    .split(",")
    .map((part) => {
      const [range = "", ...parameters] = part.trim().toLowerCase().split(";");
      const quality = parameters.find((parameter) => parameter.trim().startsWith("q="));
      return { locale: asLocale(range.split("-")[0]), quality: quality ? Number(quality.trim().slice(2)) || 0 : 1 };
    })
    .filter((wish) => wish.locale && wish.quality > 0)
    .sort((one, other) => other.quality - one.quality);
  return wishes[0]?.locale ?? null;
}

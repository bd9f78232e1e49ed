import type { Locale } from "@/app/_ui/locale";
import type { Day } from "@/lib/calendar/local-moment";

const tags = { fr: "fr-FR", en: "en-GB" } as const;
const formats = new Map<string, Intl.DateTimeFormat>();

// Making a formatter costs a hundred times more than using it.
function formatOf(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(tags[locale], options);
  formats.set(key, known);
  return known;
}

/** A day in words; days have no zone. */
export function sayDay(day: Day, locale: Locale, options: Intl.DateTimeFormatOptions): string {
  return formatOf(locale, { ...options, timeZone: "UTC" }).format(new Date(`${day}T12:00:00Z`));
}

/** "20:00" in the reader's zone. */
export function sayTime(moment: Date, locale: Locale, zone: string): string {
  return formatOf(locale, { hour: "2-digit", minute: "2-digit", timeZone: zone }).format(moment);
}

/** "lundi 23 novembre". */
export const longDay = { weekday: "long", day: "numeric", month: "long" } as const;
export const longDayOfYear = { day: "numeric", month: "long", year: "numeric" } as const;

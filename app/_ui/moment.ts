import type { Locale } from "./locale";

const formatters = new Map<string, Intl.DateTimeFormat | Intl.RelativeTimeFormat>();

const steps: [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

// French narrow is "-3 h", English short is "3 hr. ago": each language has its own readable one.
const elapsedStyles = { fr: "short", en: "narrow" } as const;

type Length = "short" | "full";

/** A moment in the reader's zone: "23 nov. 2026, 14:29" or, full, "lundi 23 novembre 2026 à 14:29:03 UTC+1". */
export function formatMoment(moment: Date, locale: Locale, zone: string, length: Length = "short"): string {
  return dateFormat(locale, zone, length).format(moment);
}

/** How long ago (or in how long): "il y a 3 h". Under a minute, "maintenant". */
export function formatElapsed(moment: Date, now: Date, locale: Locale): string {
  const seconds = (moment.getTime() - now.getTime()) / 1000;
  const [unit, size] = steps.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
  return relativeFormat(locale).format(unit === "second" ? 0 : Math.trunc(seconds / size), unit);
}

function dateFormat(locale: Locale, zone: string, length: Length) {
  return remembered(
    `${locale} ${zone} ${length}`,
    () =>
      new Intl.DateTimeFormat(localeTag(locale), {
        timeZone: zone,
        ...(length === "full"
          ? { dateStyle: "full", timeStyle: "long" }
          : { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" }),
      }),
  ) as Intl.DateTimeFormat;
}

function relativeFormat(locale: Locale) {
  return remembered(
    locale,
    () => new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: elapsedStyles[locale] }),
  ) as Intl.RelativeTimeFormat;
}

// Making a formatter costs a hundred times more than using it, and a list has fifty times.
function remembered(key: string, make: () => Intl.DateTimeFormat | Intl.RelativeTimeFormat) {
  const known = formatters.get(key);
  if (known) return known;
  const made = make();
  formatters.set(key, made);
  return made;
}

/** English dates are written the European way, as the readers are. */
function localeTag(locale: Locale): string {
  return locale === "en" ? "en-GB" : "fr-FR";
}

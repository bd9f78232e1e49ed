import type { Locale } from "@/app/_ui/locale";
import { type FigureName, isTime, unitOf } from "@/lib/figures/definitions";
import type { Step } from "@/lib/figures/period";

const tags: Record<Locale, string> = { fr: "fr-FR", en: "en-GB" };

/** A figure as it is read: a number with its thousands apart, a delay in the two units that matter. */
export function sayFigure(name: FigureName, value: number | null | undefined, locale: Locale): string {
  if (value === null || value === undefined) return "–";
  if (unitOf(name) === "count") return value.toLocaleString(tags[locale]);
  return sayDuration(value, locale, !isTime(name));
}

/** `12 min`, `3 h 20`, `5 j 4 h`; work is told in hours, however many. */
export function sayDuration(seconds: number, locale: Locale, inDays = true): string {
  const sign = seconds < 0 ? "−" : "";
  const minutes = Math.round(Math.abs(seconds) / 60);
  const hours = Math.floor(minutes / 60);
  if (hours === 0) return `${sign}${minutes} min`;
  if (!inDays || hours < 48) {
    const rest = minutes % 60;
    return `${sign}${hours.toLocaleString(tags[locale])} h${rest > 0 ? ` ${String(rest).padStart(2, "0")}` : ""}`;
  }
  const whole = Math.round(minutes / 60);
  const rest = whole % 24;
  return `${sign}${Math.floor(whole / 24).toLocaleString(tags[locale])} ${locale === "fr" ? "j" : "d"}${rest > 0 ? ` ${rest} h` : ""}`;
}

/** How much more or less than before: `+12 %`; nothing to say of what was nothing, or next to nothing. */
export function sayChange(now: number | null, before: number | null, locale: Locale): string | null {
  if (now === null || before === null || before === 0) return null;
  const share = (now - before) / before;
  if (Math.abs(share) >= 10) return null;
  return share.toLocaleString(tags[locale], { style: "percent", signDisplay: "exceptZero", maximumFractionDigits: 0 });
}

const formats: Record<Step | "short", Record<Step, Intl.DateTimeFormatOptions>[Step]> = {
  day: { weekday: "short", day: "numeric", month: "short", year: "numeric" },
  week: { day: "numeric", month: "short", year: "numeric" },
  month: { month: "long", year: "numeric" },
  year: { year: "numeric" },
  short: { day: "numeric", month: "short" },
};

/** The name of a step by its first day: `mars 2026`. */
export function sayStep(first: string, step: Step, locale: Locale): string {
  return new Intl.DateTimeFormat(tags[locale], { ...formats[step], timeZone: "UTC" }).format(
    new Date(`${first}T12:00:00Z`),
  );
}

/** The same for the foot of a chart, where there is little room. */
export function sayShortStep(first: string, step: Step, locale: Locale): string {
  const options: Intl.DateTimeFormatOptions =
    step === "month" ? { month: "short", year: "2-digit" } : step === "year" ? formats.year : formats.short;
  return new Intl.DateTimeFormat(tags[locale], { ...options, timeZone: "UTC" }).format(new Date(`${first}T12:00:00Z`));
}

/** `1 déc. 2025`. */
export function sayDay(day: string, locale: Locale): string {
  return sayStep(day, "week", locale);
}

import { getSettings } from "@/lib/settings/environment";
import { type CalendarEntry, type CalendarFreeze, readCalendar } from "./calendar-queries";
import { findFeedActor, findOwnLocale } from "./feed-queries";
import { type CalendarEvent, writeCalendar } from "./icalendar";

const daysBefore = 92;
const daysAfter = 366;

const words = {
  fr: { change: "Changement", release: "Mise en production", freeze: "Gel", name: "Guichet" },
  en: { change: "Change", release: "Release", freeze: "Freeze", name: "Guichet" },
} as const;

type Words = (typeof words)["fr" | "en"];

/** The calendar that a private address opens, with its owner's rights of this moment, as iCalendar; null when it opens nothing. */
export async function readFeed(token: string, now = new Date()): Promise<string | null> {
  const actor = await findFeedActor(token);
  if (!actor) return null;
  const span = { start: daysFrom(now, -daysBefore), end: daysFrom(now, daysAfter) };
  const { locale, calendar } = await actor.transaction(async (tx) => ({
    locale: await findOwnLocale(tx),
    calendar: await readCalendar(tx, span, {}),
  }));
  const say = words[locale];
  return writeCalendar(say.name, [
    ...calendar.entries.map((entry) => eventOf(entry, locale, say)),
    ...calendar.freezes.map((freeze) => freezeEvent(freeze, say)),
  ]);
}

function eventOf(entry: CalendarEntry, locale: "fr" | "en", say: Words): CalendarEvent {
  const kind = say[entry.kind as "change" | "release"];
  const status = locale === "en" ? entry.statusEn : entry.statusFr;
  return {
    // The ticket's own id: it keeps it when it moves to another project.
    uid: `${entry.id}@${new URL(getSettings().url).hostname}`,
    start: entry.start,
    end: entry.end,
    stamp: entry.updatedAt,
    sequence: entry.version,
    summary: `${entry.reference} ${entry.title}`,
    description: `${kind}\n${status}\n${entry.projectName} (${entry.workspaceName})`,
    url: `${getSettings().url}/tickets/${entry.reference}`,
    category: kind,
    tentative: entry.phase === "new" || entry.phase === "waiting",
  };
}

function freezeEvent(freeze: CalendarFreeze, say: Words): CalendarEvent {
  return {
    uid: `${freeze.id}@${new URL(getSettings().url).hostname}`,
    start: freeze.start,
    end: freeze.end,
    stamp: freeze.createdAt,
    sequence: 0,
    summary: `${say.freeze} : ${freeze.title}`,
    description: freeze.projectName ?? freeze.workspaceName ?? undefined,
    category: say.freeze,
    transparent: true,
  };
}

function daysFrom(now: Date, days: number): Date {
  return new Date(now.getTime() + days * 86_400_000);
}

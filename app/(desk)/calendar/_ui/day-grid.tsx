import { getLocale, getTranslations } from "next-intl/server";
import type { Day } from "@/lib/calendar/local-moment";
import type { Calendar, CalendarEntry } from "@/lib/planning/calendar-queries";
import { byDay } from "@/lib/planning/days";
import styles from "./calendar.module.css";
import { addressOf, type CalendarAddress } from "./calendar-address";
import { longDay, sayDay } from "./day-words";
import { EntryChip } from "./entry-chip";

type Props = { calendar: Calendar; address: CalendarAddress; zone: string; caption: string };

/** More than a cell can show: the others are one link away, in the week. */
const mostInMonth = 4;

/** Weeks of days, from Monday; on a phone the days on which something is planned, one under the other. */
export async function DayGrid({ calendar, address, zone, caption }: Props) {
  const locale = await getLocale();
  const { days } = address.pages;
  const [entries, freezes] = [byDay(days, calendar.entries, zone), byDay(days, calendar.freezes, zone)];
  const weeks = Array.from({ length: days.length / 7 }, (_, index) => days.slice(index * 7, index * 7 + 7));
  return (
    <div className={styles.box}>
      <table className={styles.grid} data-view={address.view}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {days.slice(0, 7).map((day) => (
              <th key={day} scope="col" abbr={sayDay(day, locale, { weekday: "long" })}>
                {sayDay(day, locale, { weekday: "short" })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <DayCell
                  key={day}
                  {...{ day, address, zone }}
                  entries={entries.get(day)!}
                  freezes={freezes.get(day)!.map(({ title }) => title)}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type CellProps = { day: Day; address: CalendarAddress; zone: string; entries: CalendarEntry[]; freezes: string[] };

async function DayCell({ day, address, zone, entries, freezes }: CellProps) {
  const locale = await getLocale();
  const t = await getTranslations("planning");
  const { view, pages, today, query } = address;
  const outside = day < pages.first || day > pages.last;
  const shown = view === "month" && entries.length > mostInMonth ? entries.slice(0, mostInMonth - 1) : entries;
  const week = addressOf(query, { view: "week", day });
  return (
    <td
      data-outside={outside || undefined}
      data-today={day === today || undefined}
      data-frozen={freezes.length > 0 || undefined}
      data-empty={entries.length === 0 || undefined}
    >
      <a className={styles.day} href={week} aria-current={day === today ? "date" : undefined}>
        <span className={styles.number} aria-hidden="true">
          {Number(day.slice(8))}
        </span>
        <span className={styles.longDay}>{sayDay(day, locale, longDay)}</span>
      </a>
      {freezes.map((title) => (
        <p key={title} className={styles.frozen}>
          {t("freezeNamed", { title })}
        </p>
      ))}
      {entries.length > 0 && (
        <ul className={styles.entries}>
          {shown.map((entry) => (
            <li key={entry.id}>
              <EntryChip {...{ entry, day, zone }} full={view === "week"} />
            </li>
          ))}
          {shown.length < entries.length && (
            <li>
              <a className={styles.more} href={week}>
                {t("more", { count: entries.length - shown.length })}
              </a>
            </li>
          )}
        </ul>
      )}
    </td>
  );
}
